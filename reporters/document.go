package reporters

// DocumentVersion is the version of the JSON shape: it goes up when a field
// changes its meaning or disappears, not when one is added.
const DocumentVersion = 1

// Document is a report as JSON gives it, for scripts to rely on. Names that
// come from the scenario stand as keys with underscores for hyphens; objects
// have their keys sorted. A number that does not exist is null.
type Document struct {
	Version      int    `json:"version"`
	Ripple       string `json:"ripple"`
	Go           string `json:"go"`
	Scenario     string `json:"scenario"` // the short name, as on the command line
	Title        string `json:"title"`
	Organisation string `json:"organisation"`
	Currency     string `json:"currency"`
	Seed         uint64 `json:"seed"`
	Replications int    `json:"replications"`
	From         DayDoc `json:"from"`
	Until        DayDoc `json:"until"`

	// Options lists the arms in the scenario's order, with their names for people.
	Options []OptionDoc `json:"options"`

	Arms map[string]OutcomesDoc `json:"arms"`
	// Harm is arm − baseline, paired within replications; Gain is arm − do_nothing.
	Harm map[string]OutcomesDoc `json:"harm"`
	Gain map[string]OutcomesDoc `json:"gain"`

	// Ledger holds the hours added against the baseline, per replication;
	// GainLedger against do_nothing; Path the hours per delivered order, by themselves.
	Ledger     map[string][]LedgerDoc `json:"ledger"`
	GainLedger map[string][]LedgerDoc `json:"gain_ledger"`
	Path       map[string][]LedgerDoc `json:"path"`
	// LedgerTotal is what each ledger adds up to: the lead times of orders
	// delivered in both, arm minus baseline, summed.
	LedgerTotal map[string]EstimateDoc `json:"ledger_total"`

	// Pairs compare order by order: {arm: {segment: {class: …}}}, against the
	// baseline; GainPairs against do_nothing.
	Pairs     map[string]map[string]map[string]EstimateDoc `json:"pairs"`
	GainPairs map[string]map[string]map[string]EstimateDoc `json:"gain_pairs"`

	Band  BandDoc             `json:"band"`
	Front map[string]FrontDoc `json:"front"`

	Sentences []string    `json:"sentences"`
	Caveats   []string    `json:"caveats"`
	Notes     []string    `json:"notes"`
	Expect    []ExpectDoc `json:"expect"`
}

// OptionDoc names one arm.
type OptionDoc struct {
	Key          string `json:"key"`
	Name         string `json:"name"`
	Label        string `json:"label"`
	MovesPromise bool   `json:"moves_promise"`
}

// OutcomesDoc holds estimates by the keys of CustomerMetrics,
// DepartmentMetrics and MoneyMetrics.
type OutcomesDoc struct {
	Customers map[string]map[string]EstimateDoc `json:"customers"`
	// PayingCustomers are the segments together whose orders have a value; all
	// of them when none has.
	PayingCustomers map[string]EstimateDoc            `json:"paying_customers"`
	Departments     map[string]map[string]EstimateDoc `json:"departments"`
	Money           map[string]EstimateDoc            `json:"money"`
}

// EstimateDoc is an estimate with its 95 % interval. Low and High are null
// when there is none that could be trusted; Note then says why.
type EstimateDoc struct {
	Mean Number `json:"mean"`
	Low  Number `json:"low"`
	High Number `json:"high"`
	// Note is "", "one replication", "too rare to say", "none seen",
	// "identical" or "undefined".
	Note string `json:"note,omitempty"`
	// NonZero is given with "too rare to say": in how many replications it was seen.
	NonZero int `json:"non_zero,omitempty"`
}

// LedgerDoc is one row of a ledger.
type LedgerDoc struct {
	Department string            `json:"department"`
	Cause      string            `json:"cause"`
	Hours      Number            `json:"hours"`
	Low        Number            `json:"low"`
	High       Number            `json:"high"`
	Customers  map[string]Number `json:"customers"`
}

// BandDoc says when a place counts as hit and as recovered.
type BandDoc struct {
	Items       Number `json:"items"`
	Share       Number `json:"share"`
	RecoverDays int    `json:"recover_days"`
}

// FrontDoc follows one arm's disturbance: departments by backlog, customers by
// open and by overdue orders.
type FrontDoc struct {
	Departments map[string]PlaceDoc `json:"departments"`
	Open        map[string]PlaceDoc `json:"open_orders"`
	Overdue     map[string]PlaceDoc `json:"overdue_orders"`
}

// PlaceDoc says when one place felt it, how bad it got and when it was over.
type PlaceDoc struct {
	Hit          int     `json:"hit"`
	Replications int     `json:"replications"`
	NotOver      int     `json:"not_over"`
	Felt         DaysDoc `json:"felt"`
	Worst        DaysDoc `json:"worst"`
	Over         DaysDoc `json:"over"`
	Peak         Number  `json:"peak"`
	PeakLow      Number  `json:"peak_low"`
	PeakHigh     Number  `json:"peak_high"`
	Usual        Number  `json:"usual"`
}

// DaysDoc is a day over replications: the median and the bounds of the four
// fifths in the middle; null for never.
type DaysDoc struct {
	Median *DayDoc `json:"median"`
	Low    *DayDoc `json:"low"`
	High   *DayDoc `json:"high"`
}

// DayDoc is a day: day 1 is the scenario's `from`.
type DayDoc struct {
	Day  int    `json:"day"`
	Date string `json:"date,omitempty"`
}

// ExpectDoc is an expectation and its answer.
type ExpectDoc struct {
	Text    string      `json:"text"`
	Outcome Outcome     `json:"outcome"`
	Reason  string      `json:"reason,omitempty"`
	Found   EstimateDoc `json:"found"`
}
