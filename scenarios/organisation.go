package scenarios

import (
	"ripple/sim/calendar"
	"ripple/sim/draw"
)

// Limits on the parts of an organisation. Nobody meets them who describes a
// real one; they keep a slip of the keyboard from filling the memory.
const (
	maxDepartments = 20_000
	maxTeams       = 200
	maxSystems     = 5000
	maxStocks      = 5000
	maxSuppliers   = 1000
	maxFlows       = 5000
	maxSteps       = 300 // of one flow
	maxSegments    = 1000
	maxStaff       = 100_000
	maxPieces      = 1_000_000_000
	maxPrice       = 1_000_000_00 // cents for one piece
	maxErrors      = 0.9          // a larger chance of a mistake would keep rework going for ever
)

// organisation is what an organisation's file says, with the names resolved.
type organisation struct {
	node     *node
	name     string // of the file or the shipped organisation
	title    string
	about    string
	currency string
	hours    workTime
	calendar *node // where the hours are stated
	handoff  handoff

	departments []*department
	systems     []*system
	stocks      []*stock
	suppliers   []*supplier
	flows       []*flow
	segments    []*segment
	started     []bool // by flow: a step starts items of it
	agreements  []*agreement

	absences []absence

	actual *node // what really happened; nil: nothing is said

	departmentAt, systemAt, stockAt, supplierAt, flowAt, segmentAt, agreementAt map[string]int
}

// handoff is the time from one department to the next.
type handoff struct {
	node *node
	dist draw.Dist
}

// defaultHandoff holds when an organisation states none.
const defaultHandoff = 15 * calendar.Minute

// readOrganisation reads an organisation: a file of its own, whose title stands
// after `organisation:`, or the mapping inside a scenario, with a `name`.
func readOrganisation(n *node, name string, notes *[]string) *organisation {
	org := &organisation{node: n, name: name, currency: "EUR"}
	f := n.fields("organisation")
	if title := f.get("organisation"); title != nil {
		org.title = title.prose("the organisation's name")
	}
	if title := f.get("name"); title != nil {
		org.title = title.prose("the organisation's name")
	}
	if org.title == "" {
		org.title = name
	}
	if about := f.get("about"); about != nil {
		org.about = about.prose("`about`")
	}
	if currency := f.get("currency"); currency != nil {
		org.currency = currency.prose("the currency")
		if len(org.currency) > 12 {
			currency.fail("for example EUR", "`%s` is too long for a currency", clip(org.currency))
		}
	}
	org.hours, org.calendar = mondayToFriday(), n
	if c := f.get("calendar"); c != nil {
		org.hours, org.calendar = readCalendar(c), c
	} else {
		*notes = append(*notes, "no calendar is stated: Mon-Fri, 08:00-17:00, UTC is assumed")
	}
	org.readHandoff(f.get("handoff"), notes)
	org.readDepartments(f)
	org.readAbsences(f.get("absences"))
	org.readSystems(f)
	org.readSuppliers(f)
	org.readStocks(f)
	org.readFlows(f)
	org.readSegments(f)
	org.resolveSystems()
	org.resolveStocks()
	org.resolveFlows()
	org.resolveTurnover()
	org.resolveSegments()
	org.readAgreements(f)
	org.actual = f.get("actual")
	return org
}

func (org *organisation) readHandoff(n *node, notes *[]string) {
	if n == nil {
		org.handoff.dist, _ = draw.Fixed(float64(defaultHandoff))
		*notes = append(*notes, "no handoff is stated: work is assumed to take 15 minutes from one department to the next")
		return
	}
	org.handoff = handoff{node: n}
	org.handoff.dist, _ = n.handoff()
	if org.handoff.dist.IsZero() {
		org.handoff.dist, _ = draw.Fixed(float64(defaultHandoff))
	}
}

// handoff reads the time between departments: positive, and with a least time
// when it is random.
func (n *node) handoff() (draw.Dist, bool) {
	d, ok := n.distribution("a handoff", parseElapsed)
	switch {
	case !ok:
		return draw.Dist{}, false
	case d.Max() < 1:
		n.fail("a few seconds will do", "a handoff takes some time: departments run side by side, and what one hands over cannot reach the other in the same instant")
		return draw.Dist{}, false
	case d.Min() < 1:
		n.fail("add for example `at least 1m` after it, or `at-least: 1m` inside braces", "this handoff is random and states no least time")
		return draw.Dist{}, false
	}
	return d, true
}

// suggest is didYouMean among the names of some kinds of part. It is empty when
// so much is wrong already that the message will not be printed.
func (n *node) suggest(word string, kinds ...map[string]int) string {
	if n.source.problems.total >= maxDiagnostics {
		return ""
	}
	var known []string
	for _, at := range kinds {
		known = append(known, namesOf(at)...)
	}
	return didYouMean(word, known)
}

// namesOf lists the names of a kind of part, for messages.
func namesOf(at map[string]int) []string {
	names := make([]string, 0, len(at))
	for name := range at {
		names = append(names, name)
	}
	return names
}

// find resolves a name, reporting one that is unknown.
func (n *node) find(what string, at map[string]int) int {
	text, ok := n.str("the name of " + what)
	if !ok {
		return -1
	}
	i, known := at[text]
	if !known {
		n.fail(n.suggest(text, at), "there is no %s `%s`", bare(what), clip(text))
		return -1
	}
	return i
}

// bare drops the article.
func bare(what string) string {
	for _, article := range []string{"a ", "an ", "the "} {
		if len(what) > len(article) && what[:len(article)] == article {
			return what[len(article):]
		}
	}
	return what
}
