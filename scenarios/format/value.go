package format

import "slices"

// Value is what may stand after a key. One of its other fields is set.
type Value struct {
	// Called is how the reference calls it, "" when that can be told from what follows.
	Called string
	Scalar *Scalar
	Words  []string // one of these words
	Name   string   // the name of one of these: "a department"
	Kind   string   // a mapping of this kind
	// List is a list of these; a single one may stand without brackets when
	// Single is set.
	List   *Value
	Single bool
	// Entries are what stands under names that people choose; EntryCalled
	// says what these names are, and EntryIs how they are written when they
	// are no names but dates, lengths or the like.
	Entries     *Value
	EntryCalled string
	EntryIs     *Scalar
	Forms       []Value // one of several ways of writing it
}

// Scalar is a single value with a way of writing it.
type Scalar struct {
	Name    string
	Says    string // how it is written, and what it means
	Pattern string // of its text, a regular expression; "" when any text will do
	Number  bool   // a bare number will do
	Whole   bool   // which has no fraction
	Boolean bool   // true and false will do
	Example string
}

const (
	digits = `[+-]?[0-9]+(\.[0-9]+)?`
	// mark says where a number comes from.
	mark = `( *\((measured|agreed|a guess|guess|guessed)\))?`
	// Lengths of time by what they may be counted in.
	clock   = `ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?`
	daily   = `d|days?|calendar days?|w|weeks?`
	working = `working (minutes?|hours?)`
	anyTime = `([0-9.]+ *(` + clock + `|` + daily + `|` + working + `|working days?) *)+`
	elapse  = `([0-9.]+ *(` + clock + `|` + daily + `) *)+`
	labour  = `([0-9.]+ *(` + clock + `|` + working + `) *)+`
)

// The single values.
var (
	textScalar    = Scalar{Name: "text", Says: "any text; in quotes when it holds `: ` or ` #`", Example: "Makes patient sensors"}
	countScalar   = Scalar{Name: "whole number", Says: "a whole number", Pattern: `^[+-]?[0-9]+(\.0+)?` + mark + `$`, Number: true, Whole: true, Example: "6"}
	countryScalar = Scalar{Name: "country", Says: "a country's two letters, and where holidays differ within it those of the part: `DE-BY`", Pattern: `^[A-Z]{2}(-[A-Z]{2,3})?$`, Example: "BE"}
	limitScalar   = Scalar{Name: "limit", Says: "a whole number, or so many `each`", Pattern: `^[0-9]+( each)?` + mark + `$`, Number: true, Example: "60 each"}
	shareScalar   = Scalar{Name: "percentage", Says: "a percentage, with its sign", Pattern: `^` + digits + ` *%` + mark + `$`, Example: "4 %"}
	factorScalar  = Scalar{Name: "factor", Says: "`x` and a number by which something is multiplied", Pattern: `^[xX×] *` + digits + mark + `$`, Example: "x 1.3"}
	moneyScalar   = Scalar{Name: "amount of money", Says: "an amount in the organisation's currency", Pattern: `^` + digits + mark + `$`, Number: true, Example: "180"}
	placesScalar  = Scalar{Name: "places", Says: "a whole number, or one for each person: `2 each`", Pattern: `^[0-9]+( each)?` + mark + `$`, Number: true, Whole: true, Example: "2 each"}
	perHourScalar = Scalar{Name: "amount per hour", Says: "an amount for one person and hour", Pattern: `^` + digits + ` per hour` + mark + `$`, Example: "31 per hour"}
	costScalar    = Scalar{Name: "cost", Says: "an amount, once, or `per day`, `per order`, `per piece`, `per hour`", Pattern: `^` + digits + `( per (day|calendar day|order|piece|hour))?` + mark + `$`, Number: true, Example: "300 per day"}
	numberScalar  = Scalar{Name: "number", Says: "a number, with a point for fractions", Pattern: `^` + digits + mark + `$`, Number: true, Example: "0.5"}
	yesScalar     = Scalar{Name: "yes or no", Says: "`yes` or `no`", Pattern: `^(yes|no|true|false)$`, Boolean: true, Example: "yes"}
	spanScalar    = Scalar{Name: "length of time", Says: "elapsed time (`90s`, `5m`, `2h`, `1h30m`), days (`3 days`, `2 weeks`), `5 working days` or `13 working hours`", Pattern: `^` + anyTime + mark + `$`, Example: "5 working days"}
	elapsedScalar = Scalar{Name: "length of elapsed time", Says: "`90s`, `5m`, `2h`, `1h30m`, `3 days`; a day is 24 hours", Pattern: `^` + elapse + mark + `$`, Example: "2h"}
	daysScalar    = Scalar{Name: "number of days", Says: "a whole number of calendar days", Pattern: `^(0|` + anyTime + `)` + mark + `$`, Number: true, Example: "30 days"}
	workScalar    = Scalar{Name: "length of working time", Says: "somebody's working time: `5m`, `2h`, `1h30m`", Pattern: `^` + labour + mark + `$`, Example: "5m"}
	randomScalar  = Scalar{Name: "distribution", Says: "a name with its parameters, separated by semicolons; `at least 1m` and `at most 2h` may follow", Pattern: `^([a-zA-Z0-9-]+ *\([^,]*\)|` + anyTime + `)( *at least ` + anyTime + `)?( *at most ` + anyTime + `)?` + mark + `$`, Example: "gamma(mean 40m; cv 0.5)"}
	dateScalar    = Scalar{Name: "date", Says: "year, month, day", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, Example: "2026-05-01"}
	datesScalar   = Scalar{Name: "dates", Says: "a date, or all from one to another", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}( to [0-9]{4}-[0-9]{2}-[0-9]{2})?$`, Example: "2026-12-24 to 2026-12-31"}
	momentScalar  = Scalar{Name: "moment", Says: "a day of the run or a date, with a time of day; or `between` two of them", Pattern: `^(day [0-9]+|[0-9]{4}-|between ).*$`, Example: "day 20 09:00"}
	daysOfScalar  = Scalar{Name: "weekdays", Says: "`Mon-Fri`, `Sat`, `Mon, Wed, Fri` or `daily`", Pattern: `^[A-Za-z ,;-]+$`, Example: "Mon-Fri"}
	hoursScalar   = Scalar{Name: "opening hours", Says: "from opening to closing, several separated by commas; `22:00-06:00` goes over midnight", Pattern: `^[0-9]{1,2}:[0-9]{2} *(-|–|to) *[0-9]{1,2}:[0-9]{2}.*$`, Example: "08:00-17:00"}
	zoneScalar    = Scalar{Name: "time zone", Says: "a name of the time zone database", Example: "Europe/Brussels"}
	rateScalar    = Scalar{Name: "rate", Says: "a number `per hour`, `per day` (an open one), `per week`, `per month`, `per year` or `per calendar day`, with `each` for each customer or `per person`; or `every` and a time between two orders", Pattern: `^(` + digits + ` *(per|a|an|/) +[a-z ]+|every .*)` + mark + `$`, Example: "55 per day"}
	watchScalar   = Scalar{Name: "condition", Says: "`manufacturing.backlog > 50`; several are joined by `and`", Pattern: `^[^<>=]+[<>].*$`, Example: "manufacturing.backlog > 50"}
	checkedScalar = Scalar{Name: "interval", Says: "`every` and elapsed time", Pattern: `^(every )?` + elapse + `$`, Example: "every 1h"}
	wishScalar    = Scalar{Name: "expectation", Says: "`consumers.on-time >= 92 %`; an option's name and `: ` may stand before it", Pattern: `^[^<>=]+(<=|>=|<|>) *.+$`, Example: "consumers.on-time >= 92 %"}
	stepScalar    = Scalar{Name: "name of a step", Says: "letters, digits and hyphens, beginning with a letter", Pattern: `^\p{L}([\p{L}\p{N}-]*[\p{L}\p{N}])?$`, Example: "close"}
	nameScalar    = Scalar{Name: "name", Says: "letters, digits and hyphens", Pattern: `^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?$`, Example: "sales"}
	sizeScalar    = Scalar{Name: "distribution of a number", Says: "a name with its parameters, separated by semicolons; `at least 1` and `at most 80` may follow", Pattern: `^[a-zA-Z0-9-]+ *\([^,]*\)( at least ` + digits + `)?( at most ` + digits + `)?` + mark + `$`, Example: "lognormal(median 1200; p90 9000)"}
	guardScalar   = Scalar{Name: "condition on attributes", Says: "`amount > 5000` (or >=, <, <=), `urgency is P1`, `is not P1`, `is one of P1; P2`, `is not one of P1; P2`; several are joined by `and`, or by `or`", Pattern: `^.+( is |[<>]).+$`, Example: "amount > 5000"}
	piecesScalar  = Scalar{Name: "pieces", Says: "a whole number; an attribute of the item that is a number; or `2 per` such an attribute", Pattern: `^([+-]?[0-9]+( per .+)?|\p{L}[\p{L}\p{N}-]*)` + mark + `$`, Number: true, Example: "2"}
	countedScalar = Scalar{Name: "counted orders", Says: "in which ways they ended, joined by `or`, and the flow: `late repair`, `late or lost repair`", Pattern: `^(late|lost|delivered|on-time|unfinished|faulty)( or (late|lost|delivered|on-time|unfinished|faulty))* +\S+$`, Example: "late repair"}
	timesScalar   = Scalar{Name: "number per order", Says: "a number; an attribute of the order that is a number; or `1.5 per` such an attribute", Pattern: `^([+-]?[0-9]+(\.[0-9]+)?( per .+)?|\p{L}[\p{L}\p{N}-]*)` + mark + `$`, Number: true, Example: "1.5"}
	worthScalar   = Scalar{Name: "money per order", Says: "an amount in the organisation's currency; or an amount `per` an attribute of the order that is a number", Pattern: `^` + digits + `( per .+)?` + mark + `$`, Number: true, Example: "180"}
	teamsScalar   = Scalar{Name: "teams", Says: "several teams of one department, joined by `or`", Pattern: `^\S+\.\S+( or \S+\.\S+)+$`, Example: "customer-service.front-line or customer-service.experts"}
	wayScalar     = Scalar{Name: "step before", Says: "`check`, `check.fine` after that outcome, `a or b` after one of them", Example: "check.fine"}
)

// fixedLength is a length of time as the key of its share.
var fixedLength = Scalar{Name: "fixed length", Pattern: `^[0-9]`}

// Short ways to say what a key holds.
var (
	text     = Value{Scalar: &textScalar}
	count    = Value{Scalar: &countScalar}
	limit    = Value{Scalar: &limitScalar}
	share    = Value{Scalar: &shareScalar}
	factor   = Value{Scalar: &factorScalar}
	money    = Value{Scalar: &moneyScalar}
	places   = Value{Scalar: &placesScalar}
	perHour  = Value{Scalar: &perHourScalar}
	cost     = Value{Scalar: &costScalar}
	yesNo    = Value{Scalar: &yesScalar}
	number   = Value{Scalar: &numberScalar}
	span     = Value{Scalar: &spanScalar}
	elapsed  = Value{Scalar: &elapsedScalar}
	wholeDay = Value{Scalar: &daysScalar}
	date     = Value{Scalar: &dateScalar}
	moment   = Value{Scalar: &momentScalar}
	zone     = Value{Scalar: &zoneScalar}
	rate     = Value{Scalar: &rateScalar}
	watch    = Value{Scalar: &watchScalar}
	checked  = Value{Scalar: &checkedScalar}
	weekdays = oneOrMore(Value{Scalar: &daysOfScalar})
	hours    = oneOrMore(Value{Scalar: &hoursScalar})
	dates    = Value{Scalar: &datesScalar}
	wish     = Value{Scalar: &wishScalar}
	stepName = Value{Scalar: &stepScalar}
	ways     = Value{Scalar: &wayScalar}
	guard    = Value{Scalar: &guardScalar}
	pieces   = Value{Scalar: &piecesScalar}
	worth    = Value{Scalar: &worthScalar}

	// A length of work or of elapsed time, fixed or random.
	workLength    = randomLength("working time, fixed or random", Value{Scalar: &workScalar})
	elapsedLength = randomLength("elapsed time, fixed or random", elapsed)
	answerLength  = called("elapsed time, fixed or random, or with `never` (ripple help format answer)", oneOf(append(slices.Clone(elapsedLength.Forms), a("answer"))...))
	patience      = randomLength("a length of time, fixed or random", span)
	// A number that differs from item to item, or one of several words.
	property = oneOf(number, Value{Scalar: &sizeScalar}, a("number"), under("a number", &numberScalar, oneOf(words("rest", "the rest"), share)), named("a word", oneOf(words("rest", "the rest"), share)), listOf(number))
)

func randomLength(what string, fixed Value) Value {
	return called(what, oneOf(fixed, Value{Scalar: &randomScalar}, a("distribution"), under("a length of time", &fixedLength, oneOf(words("rest", "the rest"), share)), listOf(fixed)))
}

// nameOf is the name of one of these: a department.
func nameOf(what string) Value { return Value{Name: what} }

// a is a mapping of that kind.
func a(kind string) Value { return Value{Kind: kind} }

// words is one of these words.
func words(w ...string) Value { return Value{Words: w} }

// listOf is a list of these.
func listOf(v Value) Value { return Value{List: &v} }

// oneOrMore is one of these, or a list of them.
func oneOrMore(v Value) Value { return Value{List: &v, Single: true} }

// named are values under names that people choose.
func named(what string, v Value) Value { return Value{Entries: &v, EntryCalled: what} }

// under are values under keys that are values themselves: dates, shares of
// lengths.
func under(what string, key *Scalar, v Value) Value {
	return Value{Entries: &v, EntryCalled: what, EntryIs: key}
}

// called gives a value words of its own in the reference.
func called(words string, v Value) Value {
	v.Called = words
	return v
}

// oneOf is one of several ways of writing it.
func oneOf(forms ...Value) Value { return Value{Forms: forms} }
