package format

var (
	scheduleScalar = Scalar{Name: "schedule", Says: "a day and, if need be, a time of day: `month on the 25th`, `month on the last working day`, `Tue and Thu 15:00`, `working day 08:00`, `2 weeks from 2026-01-07 10:00`, `quarter on the 10th`, `year on 31 March`; without a time it is when work begins", Pattern: `^([mM]onth|[qQ]uarter|[yY]ear|working day|day|[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un|[0-9]+ (day|week)s? from).*$`, Example: "month on the 25th"}
	bySchedule     = Value{Scalar: &scheduleScalar}
	seasonScalar   = Scalar{Name: "season", Says: "`Mon`, `Sat-Sun`, `Dec`, `Jul-Aug`, `08:00-10:00`, `2026-02-14` or `2026-02-14 to 2026-02-16`", Pattern: `^([A-Za-z]{3,}(-[A-Za-z]{3,})?|[0-9]{1,2}:[0-9]{2} *(-|–|to) *[0-9]{1,2}:[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}( to [0-9]{4}-[0-9]{2}-[0-9]{2})?)$`, Example: "Mon"}
	payScalar      = Scalar{Name: "pay", Says: "an amount `per year`, `per quarter`, `per month`, `per week` or `per day`", Pattern: `^` + digits + ` per (year|quarter|month|week|day)` + mark + `$`, Example: "540 per year"}
	columnValue    = nameOf("a column of the table")

	everyKey    = Key{Name: "every", Not: []string{"demand"}, Is: oneOf(workLength, bySchedule), Means: "The time between two orders, or when they come by the calendar, in place of demand.", Unit: "opening hours, or dates", Default: "what `demand` says", Example: "month on the 25th"}
	ifClosedKey = Key{Name: "if-closed", Beside: []string{"every"}, Is: words("before", "after", "anyway", "skip"), Means: "What becomes of a date of `every` on which nobody works: the working day `before` or `after` it, that day `anyway`, or `skip` it.", Default: "after", Example: "before"}
	seasonKey   = Key{Name: "season", Is: under("a weekday, month, time of day or date", &seasonScalar, share), Means: "How demand differs: by weekday, month, time of day or date, each as a share of what `demand` states. All that hold at a moment multiply.", Default: "it is the same at all open times", Example: "{Mon: 135 %, Dec: 120 %, 08:00-10:00: 150 %, 2026-02-14: 600 %}"}
)

// tableDemand is demand that a file holds.
var tableDemand = Kind{Name: "table-demand", Called: "`demand`", Place: "organisation.customers.consumers.demand", About: "Orders from a table: a CSV file with a header, its values separated by commas or semicolons. They are the same in every replication, but for the moments that are spread at random. `value`, `promise` and all the rest hold as for other orders.", Keys: []Key{
	{Name: "from", Is: text, Must: true, Beside: []string{"time"}, Means: "The file, seen from the folder of this one.", Example: "calls.csv"},
	{Name: "time", Is: columnValue, Must: true, Beside: []string{"from"}, Means: "The column with the moment of each order, or in which each stretch of time begins: `2026-01-05 09:30`, by the customers' clock.", Example: "half-hour"},
	{Name: "count", Is: columnValue, Beside: []string{"from", "time"}, Means: "The column with how many orders come in the stretch of time that begins at `time`, spread at random inside it.", Default: "one order for each row, at its moment", Example: "offered"},
	{Name: "each", Is: elapsed, Beside: []string{"from", "time", "count"}, Means: "How long each stretch of time is.", Default: "the least distance of two rows", Unit: "elapsed time", Example: "30m"},
	{Name: "moved-by", Is: wholeDay, Beside: []string{"from", "time"}, Means: "By how many days the table's dates are moved, to play last year's orders this year; whole weeks keep the weekday.", Default: "they stay as they are", Example: "7 days"},
}}

// withMeans is a key that means something else here.
func withMeans(k Key, means string) Key {
	k.Means = means
	return k
}

// withBeside is a key whose example goes with others here.
func withBeside(k Key, keys ...string) Key {
	k.Beside = keys
	return k
}
