package calendar

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestZonesComeFromTheEmbeddedDatabaseAlone(t *testing.T) {
	// A machine whose own Brussels keeps New York's hours. The time package falls for it, so the trap is set.
	archive, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := fs.ReadFile(archive, "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	machine := t.TempDir()
	if err := os.Mkdir(filepath.Join(machine, "Europe"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(machine, "Europe", "Brussels"), wrong, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ZONEINFO", machine)
	t.Setenv("TZ", "Pacific/Apia")
	fooled, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	if _, offset := time.Date(2026, time.July, 1, 0, 0, 0, 0, fooled).Zone(); offset != -14400 {
		t.Fatalf("the trap is not set: the machine's Brussels is %d s ahead", offset)
	}
	zone := mustZone(t, "Europe/Brussels")
	if _, offset := time.Date(2026, time.July, 1, 0, 0, 0, 0, zone).Zone(); offset != 7200 {
		t.Errorf("Brussels is %d s ahead in July, want 7200", offset)
	}
	if utc := mustZone(t, "UTC"); utc.String() != "UTC" {
		t.Errorf("UTC is called %s", utc)
	}
}

func TestEveryEmbeddedZoneBuilds(t *testing.T) {
	for _, name := range zoneNames(t) {
		table, err := Build(Spec{Zone: mustZone(t, name), Always: true}, time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), CalendarDay)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for day := range len(table.Days) - 1 {
			if length := table.Days[day+1] - table.Days[day]; length < 22*Hour || length > 26*Hour {
				t.Errorf("%s: day %d has %d ticks", name, day, length)
			}
		}
	}
}

func TestUnknownZonesSuggestNearOnes(t *testing.T) {
	for name, want := range map[string]string{
		"Brussels":               `time zone "Brussels" is unknown: did you mean Europe/Brussels?`,
		"europe/brussels":        `time zone "europe/brussels" is unknown: did you mean Europe/Brussels?`,
		"Europe/Brusels":         `time zone "Europe/Brusels" is unknown: did you mean Europe/Brussels?`,
		"Belgium/Brussels":       `time zone "Belgium/Brussels" is unknown: did you mean Europe/Brussels?`,
		"new york":               `time zone "new york" is unknown: did you mean America/New_York?`,
		"":                       `time zone "" is unknown: write an IANA name such as Europe/Brussels or UTC`,
		"Europe/":                `time zone "Europe/" is unknown: write an IANA name such as Europe/Brussels or UTC`,
		"Local":                  `time zone "Local" is unknown: write an IANA name such as Europe/Brussels or UTC`,
		strings.Repeat("x", 100): `time zone "` + strings.Repeat("x", 100) + `" is unknown: write an IANA name such as Europe/Brussels or UTC`,
	} {
		if _, err := Zone(name); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// zoneNames lists the embedded database.
func zoneNames(t *testing.T) []string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range archive.File {
		if !strings.HasSuffix(file.Name, "/") {
			names = append(names, file.Name)
		}
	}
	return names
}
