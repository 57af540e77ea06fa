package calendar

import (
	"testing"
	"time"
)

// benchmarked are calendars from plain to busy, with ticks spread over a run of 120 days.
func benchmarked(b *testing.B, run func(b *testing.B, table *Table, at []Tick)) {
	zone := mustZone(b, "Europe/Brussels")
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, zone)
	shop := []HoursOfDay{hours("08:00", "10:00"), hours("10:15", "12:30"), hours("13:00", "15:00"), hours("15:15", "17:00")}
	for _, c := range []struct {
		name string
		spec Spec
	}{
		{"always", Spec{Zone: zone, Always: true}},
		{"office", Spec{Zone: zone, Weekdays: mondayToFriday, Hours: []HoursOfDay{hours("08:00", "17:00")}}},
		{"breaks", Spec{Zone: zone, Weekdays: everyDay, Hours: shop}},
	} {
		table := mustBuild(b, c.spec, origin, 120*CalendarDay)
		at := make([]Tick, 1024)
		for i := range at {
			// Ascending, as a simulation asks, with a stride that hits every time of day.
			at[i] = Tick(i) * 120 * CalendarDay / Tick(len(at))
		}
		b.Run(c.name, func(b *testing.B) { run(b, table, at) })
	}
}

var sink Tick

func BenchmarkAdd(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var sum Tick
		for i := 0; b.Loop(); i++ {
			sum += table.Add(at[i&1023], Tick(i&63)*Minute)
		}
		sink = sum
	})
}

func BenchmarkAddOverNights(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var sum Tick
		for i := 0; b.Loop(); i++ {
			sum += table.Add(at[i&1023], 9*Hour+Tick(i&63)*Hour)
		}
		sink = sum
	})
}

func BenchmarkBetween(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var sum Tick
		for i := 0; b.Loop(); i++ {
			sum += table.Between(at[i&1023], at[(i+7)&1023])
		}
		sink = sum
	})
}

func BenchmarkNextOpen(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var sum Tick
		for i := 0; b.Loop(); i++ {
			sum += table.NextOpen(at[i&1023])
		}
		sink = sum
	})
}

func BenchmarkIsOpen(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var open Tick
		for i := 0; b.Loop(); i++ {
			if table.IsOpen(at[i&1023]) {
				open++
			}
		}
		sink = open
	})
}

func BenchmarkDay(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var sum Tick
		for i := 0; b.Loop(); i++ {
			sum += Tick(table.Day(at[i&1023]))
		}
		sink = sum
	})
}

func BenchmarkAddWorkingDays(b *testing.B) {
	benchmarked(b, func(b *testing.B, table *Table, at []Tick) {
		var sum Tick
		for i := 0; b.Loop(); i++ {
			sum += table.AddWorkingDays(at[i&1023], 5)
		}
		sink = sum
	})
}

func BenchmarkBuild(b *testing.B) {
	spec := office(b)
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone)
	for b.Loop() {
		sink = mustBuild(b, spec, origin, 120*CalendarDay).total
	}
}
