package reporters

// DocumentVersion is the version of the JSON shape: it goes up when a field
// changes its meaning or disappears, not when one is added.
const DocumentVersion = 1

// Document is a report as JSON gives it, for scripts to rely on. Names that
// come from the scenario stand as keys with underscores for hyphens; objects
// have their keys sorted. A number that does not exist is null. The tags say
// what the fields mean; `ripple schema result` prints them.
type Document struct {
	Version int `json:"version" jsonschema:"of this shape: it goes up when a field changes its meaning or goes, not when one is added"`
	MadeDoc
	Scenario string `json:"scenario" jsonschema:"the scenario's short name, as on the command line"`
	Title    string `json:"title" jsonschema:"the scenario's title"`
	SettingDoc
	Days []OneDayDoc `json:"days" jsonschema:"all days on which orders are counted"`

	Handoffs []HandoffDoc `json:"handoffs" jsonschema:"who hands work or pieces to whom"`

	Agreements []AgreementDoc `json:"agreements,omitempty" jsonschema:"what departments promised, where they did"`

	Events map[string][]EventDoc `json:"events" jsonschema:"what the scenario lets happen, by option"`

	Counted map[string]map[string]CountedDoc `json:"counted,omitempty" jsonschema:"outcomes that are no money, by kind of customer, where there are any; their numbers stand with those of these customers"`

	Options []OptionDoc `json:"options" jsonschema:"all cases in the scenario's order with their names for people"`

	Arms map[string]OutcomesDoc `json:"arms" jsonschema:"the outcomes by option"`
	Harm map[string]OutcomesDoc `json:"harm" jsonschema:"the outcomes minus those of baseline, compared within each replication"`
	Gain map[string]OutcomesDoc `json:"gain" jsonschema:"the outcomes minus those of do_nothing, compared within each replication"`

	Ledger      map[string][]LedgerDoc `json:"ledger" jsonschema:"where hours were added against baseline, by department and cause: a mean per replication, summed over the orders delivered in both"`
	GainLedger  map[string][]LedgerDoc `json:"gain_ledger" jsonschema:"the same against do_nothing"`
	Path        map[string][]LedgerDoc `json:"path" jsonschema:"where the time of delivered orders went: hours per order"`
	LedgerTotal map[string]EstimateDoc `json:"ledger_total" jsonschema:"what each ledger adds up to: the lead times of orders delivered in both, minus those in baseline"`

	Upstream     map[string][]LedgerDoc             `json:"upstream,omitempty" jsonschema:"the ledger with waits for pieces and for other work led to what held these up: behind the departments also suppliers; adds up to the same total. None where nothing is waited for like that"`
	GainUpstream map[string][]LedgerDoc             `json:"gain_upstream,omitempty" jsonschema:"the same against do_nothing"`
	Held         map[string]map[string]WaitedForDoc `json:"held,omitempty" jsonschema:"what orders waited for, by option and by flow or supplier: many may wait for one"`

	Carried     map[string]CarriedDoc `json:"carried,omitempty" jsonschema:"how lateness went on from department to department against baseline: what entered, was added, absorbed and passed on"`
	GainCarried map[string]CarriedDoc `json:"gain_carried,omitempty" jsonschema:"the same against do_nothing"`

	Stranded     map[string][]StrandedDoc `json:"stranded" jsonschema:"how many more orders than in baseline did not arrive, and where they stood"`
	GainStranded map[string][]StrandedDoc `json:"gain_stranded" jsonschema:"the same against do_nothing"`

	Pairs     map[string]map[string]map[string]EstimateDoc `json:"pairs" jsonschema:"orders compared one by one with themselves in baseline: option, customers, class"`
	GainPairs map[string]map[string]map[string]EstimateDoc `json:"gain_pairs" jsonschema:"the same against do_nothing"`

	Band  BandDoc             `json:"band" jsonschema:"when a place counts as hit, and as recovered"`
	Front map[string]FrontDoc `json:"front" jsonschema:"when each place felt the disturbance, by option"`

	Shares *SharesDoc          `json:"shares,omitempty" jsonschema:"what each inject has done, with --shares"`
	Reach  map[string]ReachDoc `json:"reach" jsonschema:"which share of the hours worked never reached a customer, by option"`

	Returns map[string]ReturnsDoc `json:"returns" jsonschema:"what each response brings for what it costs, against do_nothing"`

	Mismatch map[string]MismatchDoc `json:"mismatch" jsonschema:"what is watched inside beside what customers get, by option"`
	Moves    []MoveDoc              `json:"moves" jsonschema:"how the inside moves with what customers feel from day to day when nobody responds"`

	Sentences []string    `json:"sentences" jsonschema:"a summary that can be read aloud"`
	Caveats   []string    `json:"caveats" jsonschema:"what to read with care"`
	Notes     []string    `json:"notes" jsonschema:"assumptions made where the files say nothing"`
	Expect    []ExpectDoc `json:"expect" jsonschema:"the scenario's expectations and whether they were met"`
	Actual    []ActualDoc `json:"actual,omitempty" jsonschema:"what really happened, where that is stated, against what is simulated"`
}

// MadeDoc says what made a result.
type MadeDoc struct {
	Ripple string `json:"ripple" jsonschema:"the version of ripple"`
	Go     string `json:"go" jsonschema:"the version of Go it was built with"`
}

// SettingDoc says of whom a result is, over which days and with which chance.
type SettingDoc struct {
	Organisation string `json:"organisation" jsonschema:"the organisation's name"`
	Currency     string `json:"currency" jsonschema:"of all amounts of money"`
	Seed         uint64 `json:"seed" jsonschema:"of chance: the same seed gives the same result"`
	Replications int    `json:"replications" jsonschema:"how many times everything was played"`
	From         DayDoc `json:"from" jsonschema:"the first day on which orders are counted"`
	Until        DayDoc `json:"until" jsonschema:"the last day on which orders are counted"`
}

func settingDoc(s *Subject) SettingDoc {
	return SettingDoc{s.Organisation, s.Currency, s.Seed, s.Replications, dayDoc(s.From), dayDoc(s.Until)}
}

// EventDoc is something that the scenario lets happen.
type EventDoc struct {
	When     *DayDoc `json:"when" jsonschema:"the day on which it takes effect, null where chance or a condition decides"`
	Text     string  `json:"text" jsonschema:"what happens, for people"`
	Response bool    `json:"response" jsonschema:"whether it is a response"`
}

// OptionDoc names one arm.
type OptionDoc struct {
	Key          string `json:"key" jsonschema:"its name in this document"`
	Name         string `json:"name" jsonschema:"its name in the scenario"`
	Label        string `json:"label" jsonschema:"its name for people"`
	MovesPromise bool   `json:"moves_promise" jsonschema:"whether it moves the promised date: on time then means another date"`
}

// OutcomesDoc holds estimates by the keys of CustomerMetrics,
// DepartmentMetrics, SupplierMetrics and MoneyMetrics.
type OutcomesDoc struct {
	Customers       map[string]map[string]EstimateDoc `json:"customers" jsonschema:"by kind of customer"`
	PayingCustomers map[string]EstimateDoc            `json:"paying_customers" jsonschema:"the kinds of customer together whose orders have a value; all where none has"`
	Accounts        map[string]map[string]EstimateDoc `json:"accounts,omitempty" jsonschema:"by named customer, as kind.name, where there are any"`
	Agreements      map[string]map[string]EstimateDoc `json:"agreements,omitempty" jsonschema:"by agreement, where there are any"`
	Departments     map[string]map[string]EstimateDoc `json:"departments" jsonschema:"by department"`
	Suppliers       map[string]map[string]EstimateDoc `json:"suppliers,omitempty" jsonschema:"by supplier; none where there are none"`
	Money           map[string]EstimateDoc            `json:"money" jsonschema:"of the organisation"`
}

// EstimateDoc is an estimate with its 95 % interval. Low and High are null
// when there is none that could be trusted; Note then says why.
type EstimateDoc struct {
	Mean    Number `json:"mean" jsonschema:"the mean over replications, or the ratio of two sums"`
	Low     Number `json:"low" jsonschema:"the lower end of the 95 % range, null when there is none to be trusted"`
	High    Number `json:"high" jsonschema:"its upper end"`
	Note    string `json:"note,omitempty" jsonschema:"why there is no range"`
	NonZero int    `json:"non_zero,omitempty" jsonschema:"in how many replications it was seen, with the note that it is too rare to say"`
}

// LedgerDoc is one row of a ledger.
type LedgerDoc struct {
	Department string            `json:"department" jsonschema:"customers stands for their own side"`
	Cause      string            `json:"cause" jsonschema:"why the time passed"`
	Hours      Number            `json:"hours" jsonschema:"a negative number is time saved"`
	Low        Number            `json:"low" jsonschema:"the lower end of the 95 % range"`
	High       Number            `json:"high" jsonschema:"its upper end"`
	Customers  map[string]Number `json:"customers" jsonschema:"the hours by kind of customer"`
}

// BandDoc says when a place counts as hit and as recovered.
type BandDoc struct {
	Items       Number `json:"items" jsonschema:"a place is hit when its backlog differs from usual by more than this many items"`
	Share       Number `json:"share" jsonschema:"and by more than this share of what is usual"`
	RecoverDays int    `json:"recover_days" jsonschema:"and is over it after so many working days inside"`
}

// FrontDoc follows one arm's disturbance: departments by backlog, customers by
// open and by overdue orders.
type FrontDoc struct {
	Departments map[string]PlaceDoc `json:"departments" jsonschema:"by backlog"`
	Open        map[string]PlaceDoc `json:"open_orders" jsonschema:"by orders placed and not finished"`
	Overdue     map[string]PlaceDoc `json:"overdue_orders" jsonschema:"by orders open past their promise"`
}

// PlaceDoc says when one place felt it, how bad it got and when it was over.
type PlaceDoc struct {
	Hit          int        `json:"hit" jsonschema:"in how many replications it was felt"`
	Replications int        `json:"replications" jsonschema:"of how many"`
	NotOver      int        `json:"not_over" jsonschema:"in how many of those it was not over at the end"`
	Felt         DaysDoc    `json:"felt" jsonschema:"when it was first felt"`
	Worst        DaysDoc    `json:"worst" jsonschema:"the day on which it was worst"`
	Over         DaysDoc    `json:"over" jsonschema:"when it was over"`
	Survived     LengthsDoc `json:"survived_days" jsonschema:"calendar days from the day of the first inject to the day when it was first felt, over the replications that felt it: time to survive"`
	Recovered    LengthsDoc `json:"recovered_days" jsonschema:"calendar days from then until it was over: time to recover"`
	Peak         Number     `json:"peak" jsonschema:"the largest difference in items: the median over the replications that were hit"`
	PeakLow      Number     `json:"peak_low" jsonschema:"the lower bound of the four fifths in the middle"`
	PeakHigh     Number     `json:"peak_high" jsonschema:"their upper bound"`
	Usual        Number     `json:"usual" jsonschema:"what was usual on that day"`
	Daily        []Number   `json:"daily" jsonschema:"for each of the days, the difference in items: a mean over all replications"`
}

// DaysDoc is a day over replications: the median and the bounds of the four
// fifths in the middle; null for never.
type DaysDoc struct {
	Median *DayDoc `json:"median" jsonschema:"null for never"`
	Low    *DayDoc `json:"low" jsonschema:"the lower bound of the four fifths in the middle"`
	High   *DayDoc `json:"high" jsonschema:"their upper bound"`
}

// LengthsDoc is a number of days over replications: the median and the bounds of
// the four fifths in the middle; null for not by the last day counted.
type LengthsDoc struct {
	Median *int `json:"median" jsonschema:"null for not by the last day counted"`
	Low    *int `json:"low" jsonschema:"the lower bound of the four fifths in the middle"`
	High   *int `json:"high" jsonschema:"their upper bound"`
}

// DayDoc is a day: day 1 is the scenario's `from`.
type DayDoc struct {
	Day  int    `json:"day" jsonschema:"day 1 is the scenario's from"`
	Date string `json:"date,omitempty" jsonschema:"the date"`
}

// OneDayDoc is one of the days counted.
type OneDayDoc struct {
	Day     int    `json:"day" jsonschema:"day 1 is the scenario's from"`
	Date    string `json:"date,omitempty" jsonschema:"the date"`
	Working bool   `json:"working" jsonschema:"whether the organisation opens on it"`
}

// HandoffDoc is a way that work or pieces take when nothing goes wrong.
type HandoffDoc struct {
	From   PlaceKey `json:"from" jsonschema:"who hands over"`
	To     PlaceKey `json:"to" jsonschema:"to whom"`
	PerDay Number   `json:"per_day" jsonschema:"items, orders or deliveries on a working day, worked out without running"`
}

// PlaceKey names a place.
type PlaceKey struct {
	Kind string `json:"kind" jsonschema:"suppliers, departments or customers"`
	Key  string `json:"key" jsonschema:"its name in this document"`
}

// ExpectDoc is an expectation and its answer.
type ExpectDoc struct {
	Scenario string      `json:"scenario,omitempty" jsonschema:"whose it is, where several are compared"`
	Text     string      `json:"text" jsonschema:"as written"`
	Outcome  Outcome     `json:"outcome" jsonschema:"whether it was met"`
	Reason   string      `json:"reason,omitempty" jsonschema:"why there is nothing to compare"`
	Found    EstimateDoc `json:"found" jsonschema:"what came out"`
}
