package reporters

import (
	"slices"

	"ripple/scenarios"
	"ripple/sim"
)

// Report is a result made ready for readers: plain data, the same for every
// writer, computed once by New.
type Report struct {
	About

	Subject

	// Scenario is the title, Name the short name.
	Scenario, Name string
	// Quiet says that no inject exists in the scenario: nothing goes wrong.
	Quiet bool

	Band sim.Band
	// Traced tells whether the ledgers are filled.
	Traced bool

	// Options are the arms: what happens when nothing goes wrong, when it does
	// and nobody responds, and then every option of the scenario, in the file's order.
	Options []Option

	// Shares divide what goes wrong among the injects, where About asks for it.
	Shares *Shares
	// Moves say how what is watched inside moves with what customers feel.
	Moves []Move

	// Worst are customers' orders that lost most in one replication, when nobody
	// responds and when nothing goes wrong; nil where nobody followed them.
	Worst *Trace

	// Sentences can be read aloud.
	Sentences []string
	// Caveats warn of results that are easily misread.
	Caveats []string
	// Verdicts answer the scenario's `expect`.
	Verdicts []Verdict
	// Actual sets what really happened beside what is simulated.
	Actual []Reality
}

// About is what a report says of itself and cannot read from the result.
type About struct {
	// Ripple and Go are the versions that made the result.
	Ripple, Go string
	// Notes are assumptions and warnings that belong to the scenario.
	Notes []string
	// Expect is what the scenario asserts of its own outcome.
	Expect []Expectation
	// Stated is what really happened.
	Stated []Stated
	// Sources are the files that it comes from.
	Sources []Source
	// Handoffs say who hands work or pieces to whom when nothing goes wrong.
	Handoffs []scenarios.Handoff
	// Shares asks for what each inject has done: the result then has the arms of
	// sim.Model.WithParts.
	Shares bool
	// Next are commands worth running next, printed at the end for people.
	Next []string
}

// Option is one arm of the scenario with everything found about it.
type Option struct {
	Name  string // as in the scenario file
	Label string // for people
	// MovesPromise says that the option changes what customers are promised,
	// so that its orders are on time by another date.
	MovesPromise bool

	Value Outcomes
	// Harm is this option minus the case in which nothing goes wrong; nil for
	// that case itself. Gain is this option minus doing nothing; nil for these two.
	Harm, Gain *Outcomes

	// Ledger says where time was added against the case in which nothing goes
	// wrong, GainLedger against doing nothing; nil when not traced or not applicable.
	Ledger, GainLedger *Ledger
	// Upstream and GainUpstream are the same with waits for pieces and for other work
	// led to what they were held by; nil where nothing is waited for like that.
	Upstream, GainUpstream *Ledger
	// Carried says how lateness went on from department to department, against the case
	// in which nothing goes wrong, GainCarried against doing nothing; nil as the ledgers.
	Carried, GainCarried *Carried
	// Stranded are the orders that did not arrive, against the case in which nothing
	// goes wrong, GainStranded against doing nothing.
	Stranded, GainStranded []Stranded
	// Held says what orders waited for; the same kinds in every option.
	Held []Held
	// Path says where the time of delivered orders went, hours per order; nil
	// when not traced.
	Path *Ledger

	// Front follows the disturbance through departments and customers; nil for
	// the case in which nothing goes wrong.
	Front *Fronts

	// Events are what the scenario lets happen, in its order.
	Events []Event

	// Cloud holds what every replication came to.
	Cloud *Cloud

	// Pairs compare order by order with the case in which nothing goes wrong,
	// GainPairs with doing nothing; a row for each customer segment.
	Pairs, GainPairs []Pairs

	// Reach says which share of the work never reached a customer; nil when not traced.
	Reach *Reach

	// Returns are what a response brings for what it costs; nil for the two cases
	// that nobody wrote.
	Returns *Returns

	// Mismatch puts what is watched inside beside what customers get.
	Mismatch *Mismatch
}

// Outcomes are estimates of all metrics, by the positions in CustomerMetrics,
// DepartmentMetrics, SupplierMetrics and MoneyMetrics.
type Outcomes struct {
	Customers   [][]Estimate // [segment][metric]
	Paying      []Estimate   // the paying segments together, customer metrics
	Accounts    [][]Estimate // [account of any segment][metric]
	Agreements  [][]Estimate // [agreement][metric]
	Departments [][]Estimate // [department][metric]
	Suppliers   [][]Estimate // [supplier][metric]
	Money       []Estimate
}

// New computes the report of a result.
func New(result *sim.Result, about About) (*Report, error) {
	if err := usable(result); err != nil {
		return nil, err
	}
	m := result.Model
	b := newBuilder(result)
	r := &Report{
		About:    about,
		Subject:  b.subject(),
		Scenario: m.Scenario,
		Name:     m.Name,
		Quiet:    quiet(m),
		Band:     m.Band,
		Traced:   result.Traced,
	}
	for arm := range m.Arms {
		if !m.Arms[arm].Part {
			r.Options = append(r.Options, b.option(arm))
		}
	}
	if about.Shares {
		r.Shares = b.shares(r)
	}
	for i := range r.Options {
		r.Options[i].Mismatch = r.mismatch(&r.Options[i])
	}
	r.Moves = b.moves()
	r.Caveats = caveats(r)
	r.Sentences = sentences(r)
	r.Verdicts = r.judge(about.Expect, r.values)
	r.Actual = b.realities(&r.Subject, r.Baseline(), about.Stated)
	return r, nil
}

// Baseline is the option in which nothing goes wrong.
func (r *Report) Baseline() *Option { return &r.Options[sim.Baseline] }

// DoNothing is the option in which it goes wrong and nobody responds.
func (r *Report) DoNothing() *Option { return &r.Options[sim.DoNothing] }

// Hardest is the replication, from 0, in which doing nothing costs most orders on time.
func (r *Report) Hardest() int {
	i := position(CustomerMetrics(), "on_time_orders")
	hardest, most := 0, 0.0
	for k, usual := range r.Baseline().Cloud.Paying[i] {
		if lost := usual - r.DoNothing().Cloud.Paying[i][k]; lost > most {
			hardest, most = k, lost
		}
	}
	return hardest
}

// Follow takes from a trace the first few orders of customers: those of colleagues
// are none of a page for leaders.
func (r *Report) Follow(t *Trace, most int) {
	few := *t
	few.Orders = slices.DeleteFunc(slices.Clone(t.Orders), func(o TracedOrder) bool { return !slices.Contains(r.Customers, o.Customers) })
	few.Orders = few.Orders[:min(most, len(few.Orders))]
	r.Worst = &few
}

// values are an option's, nil when there is no such option.
func (r *Report) values(name string) *Outcomes {
	for i := range r.Options {
		if r.Options[i].Name == name {
			return &r.Options[i].Value
		}
	}
	return nil
}

// Responses are the options that somebody wrote.
func (r *Report) Responses() []Option { return r.Options[sim.DoNothing+1:] }

// quiet tells that the model holds no inject.
func quiet(m *sim.Model) bool {
	for i := range m.Effects {
		if !m.Effects[i].Response {
			return false
		}
	}
	return true
}

// priced tells whether the model knows any money.
func priced(m *sim.Model) bool {
	for i := range m.Streams {
		if m.Streams[i].Value != 0 || m.Streams[i].Penalty != 0 {
			return true
		}
	}
	for i := range m.Segments {
		if m.Segments[i].PaysPerYear != 0 {
			return true
		}
	}
	for i := range m.Departments {
		for j := range m.Departments[i].Teams {
			if m.Departments[i].Teams[j].CentsPerHour != 0 {
				return true
			}
		}
	}
	for i := range m.Suppliers {
		if m.Suppliers[i].Cents != 0 {
			return true
		}
	}
	for i := range m.Effects {
		e := &m.Effects[i]
		if e.Cost != 0 || e.CostPerDay != 0 || e.CostPerItem != 0 {
			return true
		}
	}
	return false
}
