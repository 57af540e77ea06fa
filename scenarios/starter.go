package scenarios

import (
	_ "embed"
	"strings"
)

//go:embed starter/organisation.yaml
var starterOrganisation string

//go:embed starter/scenario.yaml
var starterScenario string

// Starter gives an organisation and a scenario on it to begin with, with a remark
// on every line. The title stands in reports; the files are to be kept in one
// folder, under the names given.
func Starter(title, organisationFile, scenarioFile string) (organisation, scenario string) {
	organisation = strings.NewReplacer("TITLE", title).Replace(starterOrganisation)
	scenario = strings.NewReplacer("ORGANISATION", organisationFile, "FILE", scenarioFile).Replace(starterScenario)
	return organisation, scenario
}
