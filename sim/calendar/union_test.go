package calendar

import (
	"testing"
	"time"
)

// TestUnionIsOpenWhenOneOfTheTwoIs: at every quarter of an hour of two weeks with
// a daylight-saving change, for two zones; its open time is that of those quarters.
func TestUnionIsOpenWhenOneOfTheTwoIs(t *testing.T) {
	zone := func(name string) *time.Location {
		z, err := Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	origin := time.Date(2026, time.March, 23, 0, 0, 0, 0, zone("Europe/Brussels"))
	build := func(z string, from, to time.Duration, always bool) *Table {
		s := Spec{Zone: zone(z), Always: always, Weekdays: [7]bool{1: true, 2: true, 3: true, 4: true, 5: true}, Hours: []HoursOfDay{{From: from * time.Hour, To: to * time.Hour}}}
		table, err := Build(s, origin, 14*CalendarDay)
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	day := build("Europe/Brussels", 8, 17, false)
	for _, other := range []*Table{build("America/Denver", 8, 17, false), build("Europe/Brussels", 22, 6, false), build("Europe/Brussels", 0, 0, true), day} {
		for _, pair := range [][2]*Table{{day, other}, {other, day}} {
			u, sum := Union(pair[0], pair[1]), Tick(0)
			for at := Tick(0); at < 14*CalendarDay; at += 15 * Minute {
				want := day.IsOpen(at) || other.IsOpen(at)
				if u.IsOpen(at) != want {
					t.Fatalf("open at %d: %v", at, !want)
				}
				if want {
					sum += 15 * Minute
				}
			}
			if got := u.Between(0, 14*CalendarDay); got != sum {
				t.Errorf("%d ms open, not %d", got, sum)
			}
		}
	}
}
