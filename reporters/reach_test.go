package reporters

import (
	"math"
	"slices"
	"strings"
	"testing"

	"ripple/sim"
	"ripple/sim/calendar"
)

// reached is the synthetic result with eight flows. Customers order `sale`, whose step
// takes boards, waits for `approval` that it starts, and waits for any `fix`. Boards are
// filled by `replenish`, their substitutes by `make`. `notice` starts `sale` later on. `hire`
// replaces people of the team that works on sales. `paper` is for colleagues: sale
// starts it and does not wait. `report` is for them alone.
func reached() *sim.Result {
	r := synthetic(4)
	m := r.Model
	const sale, approval, fix, replenish, notice, hire, paper, report, made = 0, 1, 2, 3, 4, 5, 6, 7, 8
	for _, name := range []string{"sale", "approval", "fix", "replenish", "notice", "hire", "paper", "report", "make"} {
		m.Flows = append(m.Flows, sim.Flow{Name: name, Segment: -1})
		m.Steps = append(m.Steps, sim.Step{Name: name, Flow: len(m.Flows) - 1, Department: 1})
	}
	m.Flows[sale].Segment = 0
	m.Steps[sale].Department = 0
	m.Steps[sale].Starts = []sim.Start{{Flow: approval, Wait: true}, {Flow: paper}}
	m.Steps[sale].WaitsFor = []int{fix}
	m.Steps[sale].Takes = []sim.Amount{{Stock: 0}}
	m.Steps[notice].Starts = []sim.Start{{Flow: sale}}
	m.Steps[made].Gives = []sim.Amount{{Stock: 1}}
	m.Stocks = []sim.Stock{
		{Name: "boards", Department: 0, Substitutes: []int{1}, Reorders: []sim.Reorder{{Sources: []sim.Source{{Flow: replenish, Supplier: -1}}}}},
		{Name: "others", Department: 0},
	}
	m.Turnovers = []sim.Turnover{{Department: 0, Flow: hire}, {Department: 2, Flow: report}}
	for _, worlds := range r.Worlds {
		for arm := range worlds {
			for d := range worlds[arm].Departments {
				w := &worlds[arm].Departments[d]
				w.FlowWork, w.FlowRework, w.LostWork = make([]sim.Tick, len(m.Flows)), make([]sim.Tick, len(m.Flows)), 0
			}
			w := worlds[arm].Departments
			w[0].FlowWork[sale], w[0].FlowRework[sale], w[0].FlowWork[paper], w[0].LostWork = 60*calendar.Hour, 10*calendar.Hour, 30*calendar.Hour, 5*calendar.Hour
			w[1].FlowWork[report], w[1].FlowRework[report], w[1].FlowWork[fix] = 40*calendar.Hour, 10*calendar.Hour, 50*calendar.Hour
		}
	}
	return r
}

// TestWorkReachesCustomersByWhatTheyWaitFor: all flows but paper, for which nothing
// waits, and report.
func TestWorkReachesCustomersByWhatTheyWaitFor(t *testing.T) {
	got := reaching(reached().Model)
	if want := []bool{true, true, true, true, true, true, false, false, true}; !slices.Equal(got, want) {
		t.Errorf("reaching %v, want %v", got, want)
	}
}

// TestWorkThatNeverReachedByHand: sales worked 100 hours, 30 of them for colleagues, 5 on
// lost orders and 10 again: 45 %. Procurement worked 100 hours, 50 of them, with what was
// done again, for colleagues. Together 95 of 200: 47.5 %. Manufacturing did nothing.
func TestWorkThatNeverReachedByHand(t *testing.T) {
	r, err := New(reached(), About{})
	if err != nil {
		t.Fatal(err)
	}
	x := r.DoNothing().Reach
	for name, c := range map[string]struct {
		row  []Estimate
		want []float64
	}{
		"sales":       {x.Departments[0], []float64{0.30, 0.05, 0.10, 0.45}},
		"procurement": {x.Departments[1], []float64{0.50, 0, 0, 0.50}},
		"all":         {x.All, []float64{0.40, 0.025, 0.05, 0.475}},
	} {
		for i, want := range c.want {
			if math.Abs(c.row[i].Mean-want) > 1e-12 {
				t.Errorf("%s, %s: %v, want %v", name, ReachMetrics()[i].Key, c.row[i].Mean, want)
			}
		}
	}
	if x.Departments[2][0].Certainty != Undefined {
		t.Errorf("manufacturing did nothing: %+v", x.Departments[2])
	}
	page := strings.Join(strings.Fields(string(written(t, Table, r))), " ")
	for _, want := range []string{"sales 30.0 % 5.0 % 10.0 % 45.0 %", "procurement 50.0 % 0.0 % 0.0 % 50.0 %", "all 40.0 % 2.5 % 5.0 % 47.5 %"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	fits(t, written(t, JSON, r))
}
