package reporters

import (
	"math/rand/v2"
	"time"

	"ripple/sim"
	"ripple/sim/calendar"
)

// synthetic makes a small result by hand: three departments, two kinds of
// customers, a slip, one option that helps, one that makes it worse. The
// numbers have known signs, and counts that add up as an engine's would.
func synthetic(replications int) *sim.Result {
	m := syntheticModel()
	r := &sim.Result{Model: m, Seed: 7, Replications: replications, Traced: true}
	for i := range replications {
		r.Worlds = append(r.Worlds, syntheticReplication(m, i))
	}
	return r
}

func syntheticModel() *sim.Model {
	const day = calendar.CalendarDay
	start := time.Date(2025, 12, 29, 0, 0, 0, 0, time.UTC) // a Monday
	table, err := calendar.Build(calendar.Spec{
		Weekdays: [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true},
		Hours:    []calendar.HoursOfDay{{From: 8 * time.Hour, To: 17 * time.Hour}},
	}, start, 67*day)
	if err != nil {
		panic(err)
	}
	m := &sim.Model{
		Scenario: "A slip in procurement", Name: "procurement-slip", Organisation: "Harbour Medical", Currency: "EUR",
		Seed: 7, From: 7 * day, Until: 67 * day, End: 97 * day, FirstDay: 7,
		Calendars: []*calendar.Table{table},
		Departments: []sim.Department{
			{Name: "sales", CustomerFacing: true, Teams: []sim.Team{{Name: "sales", Staff: 4, CentsPerHour: 3100}}},
			{Name: "procurement", Teams: []sim.Team{{Name: "procurement", Staff: 2}}},
			{Name: "manufacturing", Teams: []sim.Team{{Name: "manufacturing", Staff: 9}}},
		},
		Segments: []sim.Segment{{Name: "consumers"}, {Name: "hospitals"}},
		Effects: []sim.Effect{
			{Name: "slip", Arms: []bool{false, true, true, true}},
			{Name: "expedite", Response: true, Arms: []bool{false, false, true, false}, Cost: 300000},
			{Name: "wait-and-see", Response: true, Arms: []bool{false, false, false, true}},
		},
		Arms: []sim.Arm{
			{Name: "baseline", Label: "nothing goes wrong"}, {Name: "do-nothing", Label: "nobody responds"},
			{Name: "expedite", Label: "expedite"}, {Name: "wait-and-see", Label: "wait-and-see"},
		},
		Band: sim.Band{Items: 2, Share: 0.1, RecoverDays: 5},
	}
	for i := range 97 {
		m.Dates = append(m.Dates, start.AddDate(0, 0, i).Format(time.DateOnly))
	}
	return m
}

// severity is how much of the slip an arm suffers.
var severity = []float64{0, 1, 0.3, 1.4}

func syntheticReplication(m *sim.Model, replication int) []sim.World {
	worlds := make([]sim.World, len(m.Arms))
	for arm := range worlds {
		// The same stream in every arm: common random numbers.
		rng := rand.New(rand.NewPCG(1, uint64(replication)))
		worlds[arm] = syntheticWorld(m, severity[arm]*(0.7+0.6*rng.Float64()), rng)
		if worlds[arm].Began = sim.Never; arm > 0 {
			worlds[arm].Began = 26 * calendar.CalendarDay
		}
		if arm == 2 {
			worlds[arm].Cost = 300000
		}
	}
	for arm := range worlds {
		for against := range 2 {
			worlds[arm].Against[against], worlds[arm].Ledger[against] = syntheticPairs(m, worlds[arm], worlds[against])
			worlds[arm].Carried[against] = syntheticCarried(worlds[arm].Ledger[against])
		}
	}
	return worlds
}

func syntheticWorld(m *sim.Model, hurt float64, rng *rand.Rand) sim.World {
	var w sim.World
	days := len(m.Dates)
	for s := range m.Segments {
		orders := int64(1200 - 900*s + rng.IntN(40))
		late := int64(float64(orders) * (0.06 + 0.12*hurt*float64(1-s)))
		lost := late / 10
		seg := sim.SegmentResult{
			Orders: orders, Delivered: orders - lost, OnTime: orders - late, Late: late, Lost: lost,
			Defective: int64(rng.IntN(9)),
			LeadTime:  (orders - lost) * calendar.Hour * 70,
			Lateness:  (late - lost) * calendar.Hour * 20,
			Revenue:   (orders - lost) * 18000, LostValue: lost * 18000,
			Open: make([]sim.Tick, days), Overdue: make([]sim.Tick, days),
		}
		seg.LeadTime += sim.Tick(float64(seg.Delivered) * hurt * float64(1-s) * 20 * float64(calendar.Hour))
		for d := range days {
			seg.Open[d] = sim.Tick(float64(60+wave(d, 30, 55)*40*hurt*float64(1-s)) * float64(calendar.CalendarDay))
			seg.Overdue[d] = sim.Tick(wave(d, 33, 60) * 30 * hurt * float64(1-s) * float64(calendar.CalendarDay))
		}
		w.Segments = append(w.Segments, seg)
	}
	for d := range m.Departments {
		dept := sim.DepartmentResult{
			Steps: int64(3000 + rng.IntN(100)), Reworked: 40, Busy: 3000 * calendar.Hour, Capacity: 4200 * calendar.Hour,
			Waited: 2000 * calendar.Hour, Turnaround: 9000 * calendar.Hour, Mistakes: int64(rng.IntN(30)),
			Backlog: make([]sim.Tick, days), PayCents: 1302000,
		}
		peak := []float64{0, 25, 18}[d]
		from := []int{0, 26, 29}[d]
		for day := range days {
			dept.Backlog[day] = sim.Tick((10 + peak*hurt*wave(day, from, from+20)) * float64(calendar.CalendarDay))
		}
		dept.Waited += sim.Tick(peak * hurt * 30 * float64(calendar.Hour))
		w.Departments = append(w.Departments, dept)
	}
	w.Path = make([][][sim.NumCauses]sim.Tick, len(m.Segments))
	for s := range w.Path {
		w.Path[s] = make([][sim.NumCauses]sim.Tick, len(m.Departments)+1)
		all := w.Segments[s].LeadTime
		w.Path[s][1][sim.CauseHeld] = sim.Tick(float64(all) * hurt * 0.2)
		w.Path[s][2][sim.CauseStock] = sim.Tick(float64(all) * hurt * 0.1)
		w.Path[s][0][sim.CauseWork] = all / 3
		w.Path[s][2][sim.CauseClosed] = all - w.Path[s][1][sim.CauseHeld] - w.Path[s][2][sim.CauseStock] - w.Path[s][0][sim.CauseWork]
	}
	return w
}

// wave rises from a day on and falls to zero on another.
func wave(day, from, to int) float64 {
	if day < from || day >= to {
		return 0
	}
	half := float64(to-from) / 2
	x := (float64(day-from) - half) / half
	return 1 - x*x
}

func syntheticPairs(m *sim.Model, here, there sim.World) ([]sim.Pairs, [][][sim.NumCauses]sim.Tick) {
	rows := make([]sim.Pairs, len(m.Segments))
	books := make([][][sim.NumCauses]sim.Tick, len(m.Segments))
	for s := range rows {
		h, t := here.Segments[s], there.Segments[s]
		both := min(h.Delivered, t.Delivered)
		books[s] = make([][sim.NumCauses]sim.Tick, len(m.Departments)+1)
		var sum sim.Tick
		for d := range books[s] {
			for c := range books[s][d] {
				books[s][d][c] = here.Path[s][d][c] - there.Path[s][d][c]
				sum += books[s][d][c]
			}
		}
		rows[s] = sim.Pairs{
			Both: both, LostHere: max(0, t.Delivered-h.Delivered), LostThere: max(0, h.Delivered-t.Delivered),
			LostBoth: min(h.Lost, t.Lost), LeadTime: sum, Worse: sum + both/10*calendar.Hour, Better: -both / 10 * calendar.Hour,
			WorseOrders: both / 2, BetterOrders: both / 10,
			BecameLate: max(0, h.Late-t.Late), BecameOnTime: max(0, t.Late-h.Late), Revenue: h.Revenue - t.Revenue,
		}
	}
	return rows, books
}

// syntheticCarried lets all lateness of a ledger go through the departments one after
// another; a third of what reaches the customers is past the promised date.
func syntheticCarried(ledger [][][sim.NumCauses]sim.Tick) [][]sim.Carried {
	var all [][]sim.Carried
	for _, rows := range ledger {
		late := sim.Tick(0)
		account := make([]sim.Carried, len(rows))
		for d := range rows {
			a := &account[d]
			a.Entered, a.Changed = late, rows[d]
			late += a.Added() - a.Absorbed()
			if a.PassedOn = late; d == len(rows)-1 {
				a.PassedOn = late / 3
			}
		}
		all = append(all, account)
	}
	return all
}
