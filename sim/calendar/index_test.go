package calendar

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestDecodedTablesAnswerAlike(t *testing.T) {
	spec := office(t)
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone)
	for _, table := range []*Table{
		mustBuild(t, spec, origin, 100*CalendarDay),
		mustBuild(t, Spec{Zone: spec.Zone, Always: true}, origin, 100*CalendarDay),
	} {
		var byGob, byJSON Table
		var wire bytes.Buffer
		if err := gob.NewEncoder(&wire).Encode(table); err != nil {
			t.Fatal(err)
		}
		if err := gob.NewDecoder(&wire).Decode(&byGob); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(table)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &byJSON); err != nil {
			t.Fatal(err)
		}
		for _, decoded := range []*Table{&byGob, &byJSON} {
			if err := decoded.Index(); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(decoded, table) {
				t.Error("a decoded table differs from the one encoded")
			}
		}
	}
}

func TestFaultyTablesAreRefusedAndStayClosed(t *testing.T) {
	good := func() *Table {
		return &Table{Days: []Tick{0, CalendarDay}, WorkingDay: []bool{true}, Starts: []Tick{Hour}, Open: []Interval{{Hour, 2 * Hour}}, Shifts: []Shift{{0, 0}}}
	}
	if err := good().Index(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*Table){
		"midnight 1 of 2 is out of order":                                     func(t *Table) { t.Days[1] = -1 },
		"wall-clock shift 1 of 2 is out of order":                             func(t *Table) { t.Shifts = append(t.Shifts, Shift{}) },
		"wall-clock shift 0 of 1 is out of order":                             func(t *Table) { t.Shifts[0].Offset = math.MinInt64 },
		"the days span more than a century":                                   func(t *Table) { t.Days[1] = furthest },
		"1 days, but 0 of them marked as working or not":                      func(t *Table) { t.WorkingDay = nil },
		"1 days, but 0 starts of work":                                        func(t *Table) { t.Starts = nil },
		"day 0 is marked as working and has no start, or the other way round": func(t *Table) { t.WorkingDay[0] = false },
		"open interval 0 of 1 is empty or out of order":                       func(t *Table) { t.Open[0].Close = Hour },
		"open interval 1 of 2 is empty or out of order":                       func(t *Table) { t.Open = append(t.Open, Interval{2 * Hour, 3 * Hour}) },
		"open interval 0 of 1 lies outside the days":                          func(t *Table) { t.Open[0].Close = 2 * CalendarDay },
	} {
		table := good()
		spoil(table)
		if err := table.Index(); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
		if table.IsOpen(Hour) || table.NextOpen(0) != Never || table.Add(0, 1) != Never || table.Between(0, Never) != 0 {
			t.Errorf("open in spite of: %s", want)
		}
	}
}

// TestNoInputPanics asks every question of tables whole, empty and faulty about ticks and lengths of every size.
func TestNoInputPanics(t *testing.T) {
	spec := office(t)
	origin := time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone)
	office := mustBuild(t, spec, origin, CalendarDay)
	last := office.Days[len(office.Days)-1]
	tables := map[string]*Table{
		"office":      office,
		"always":      mustBuild(t, Spec{Zone: spec.Zone, Always: true}, origin, CalendarDay),
		"no days":     Always(nil),
		"one day":     Always([]Tick{0}),
		"odd days":    Always([]Tick{-5, -5, 3, 4 * CalendarDay}),
		"zero":        {},
		"not indexed": {Days: office.Days, Open: office.Open, WorkingDay: office.WorkingDay},
	}
	ticks := []Tick{math.MinInt64, math.MinInt64 + 1, -furthest, -CalendarDay, -1, 0, 1, 8 * Hour, 17 * Hour, last - 1, last, last + 1, 2 * last, furthest, Never - 1, Never}
	counts := []int{math.MinInt, math.MinInt32, -100, -1, 0, 1, 100, math.MaxInt32, math.MaxInt}
	lengths := []float64{math.Inf(-1), -1, 0, 1e-300, 0.5, 1, 1.5, 400, 1e9, 1e18, 9.3e18, math.MaxFloat64, math.Inf(1), math.NaN()}
	for name, table := range tables {
		for _, at := range ticks {
			table.IsOpen(at)
			table.Clock(at)
			if got := table.At(-1, Never); got != Never {
				t.Errorf("%s: never is %d", name, got)
			}
			if next := table.NextOpen(at); next < at {
				t.Errorf("%s: NextOpen(%d) = %d", name, at, next)
			}
			if shut := table.NextClose(at); shut < at {
				t.Errorf("%s: NextClose(%d) = %d", name, at, shut)
			}
			if day := table.Day(at); day < 0 || day > max(0, len(table.Days)-2) {
				t.Errorf("%s: Day(%d) = %d", name, at, day)
			}
			for _, b := range ticks {
				if open := table.Between(at, b); open < 0 || (b <= at && open != 0) {
					t.Errorf("%s: Between(%d, %d) = %d", name, at, b, open)
				}
				if end := table.Add(at, b); end < at {
					t.Errorf("%s: Add(%d, %d) = %d", name, at, b, end)
				}
			}
			for _, n := range counts {
				table.At(n, at)
				later, worked := table.AddDays(at, n), table.AddWorkingDays(at, n)
				if n >= 0 && (later < at || worked < at) || n <= 0 && (later > at || worked > at) {
					t.Errorf("%s: %d and %d days is %d, working days %d", name, at, n, later, worked)
				}
			}
			for unit := range Unit(6) {
				for _, n := range lengths {
					span := Span{unit, n}
					if end := span.After(table, at); end < at {
						t.Errorf("%s: %s after %d ends at %d", name, span, at, end)
					}
				}
			}
		}
		for unit := range Unit(6) {
			for _, n := range lengths {
				if least := (Span{unit, n}).Min(table); least < 0 {
					t.Errorf("%s: least %s is %d", name, Span{unit, n}, least)
				}
			}
		}
	}
}

func TestTablesMayBeSharedByGoroutines(t *testing.T) {
	spec := office(t)
	table := mustBuild(t, spec, time.Date(2026, time.January, 5, 0, 0, 0, 0, spec.Zone), 30*CalendarDay)
	want := table.Add(0, 100*Hour)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { // the race detector looks on
			for at := Tick(0); at < CalendarDay; at += Hour {
				table.IsOpen(at)
				table.AddWorkingDays(at, 3)
				Span{WorkingDays, 1.5}.Min(table)
			}
			if got := table.Add(0, 100*Hour); got != want {
				t.Errorf("Add = %d, want %d", got, want)
			}
		})
	}
	all.Wait()
}
