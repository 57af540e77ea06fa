package calendar

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"time"
)

// ZoneData is the release of the IANA time-zone database that is embedded, for the record of a run.
const ZoneData = "2025c"

// zoneinfo is lib/time/zoneinfo.zip of the Go distribution (compiled IANA data, public domain). It is read here and
// handed to time.LoadLocationFromTZData because time.LoadLocation would not do: it prefers $ZONEINFO and the
// machine's own files and falls back on what time/tzdata embeds, so two machines could disagree about an hour.
//
//go:embed zoneinfo.zip
var zoneinfo []byte

// Zone is the time zone of an IANA name, such as Europe/Brussels, from the embedded database alone. The error for an
// unknown name suggests near ones.
func Zone(name string) (*time.Location, error) {
	archive, err := zip.NewReader(bytes.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		return nil, fmt.Errorf("open the time-zone database: %w", err)
	}
	for _, file := range archive.File {
		if file.Name == name && !strings.HasSuffix(name, "/") {
			return readZone(file)
		}
	}
	names := make([]string, 0, len(archive.File))
	for _, file := range archive.File {
		if !strings.HasSuffix(file.Name, "/") {
			names = append(names, file.Name)
		}
	}
	if near := nearest(name, names); len(near) > 0 {
		return nil, fmt.Errorf("time zone %q is unknown: did you mean %s?", name, strings.Join(near, " or "))
	}
	return nil, fmt.Errorf("time zone %q is unknown: write an IANA name such as Europe/Brussels or UTC", name)
}

// readZone decodes one entry of the database.
func readZone(file *zip.File) (*time.Location, error) {
	entry, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("read time zone %s: %w", file.Name, err)
	}
	defer entry.Close()
	data, err := io.ReadAll(entry)
	if err != nil {
		return nil, fmt.Errorf("read time zone %s: %w", file.Name, err)
	}
	zone, err := time.LoadLocationFromTZData(file.Name, data)
	if err != nil {
		return nil, fmt.Errorf("read time zone %s: %w", file.Name, err)
	}
	return zone, nil
}
