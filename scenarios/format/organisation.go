package format

var organisationSection = Section{
	Name: "organisation", Title: "An organisation",
	Intro: "An organisation is a file of its own, or stands inside a scenario, below `organisation:`.",
	Parts: []Part{calendars},
	Kinds: []Kind{
		{Name: "organisation", Called: "an organisation", Place: "organisation", Keys: []Key{
			{Name: "organisation", Is: text, Not: []string{"name"}, Means: "Its name, at the top of a file of its own.", Default: "the file's name", Example: "Harbour Medical"},
			{Name: "name", Is: text, Not: []string{"organisation"}, Means: "Its name, when it stands inside a scenario.", Default: "the file's name", Example: "Harbour Medical"},
			{Name: "about", Is: text, Means: "What it does, in a sentence or two.", Default: "nothing is said", Example: "Makes connected patient sensors."},
			{Name: "currency", Is: text, Means: "In what all amounts of money are stated.", Default: "EUR", Example: "EUR"},
			{Name: "calendar", Is: called("its own keys (ripple help format calendar), or `always`", oneOf(words("always"), a("calendar"))), Means: "When the organisation works. Departments may have hours of their own; promises and days follow this one. `always` never closes.", Default: "Mon-Fri, 08:00-17:00, UTC", Example: "{days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels}"},
			{Name: "handoff", Is: elapsedLength, Means: "The time that work takes from one department to the next, unless a step says otherwise. It is never nothing; a random one states the least it can be.", Default: "15m", Unit: "elapsed time", Example: "15m"},
			{Name: "departments", Is: named("a department", a("department")), Must: true, Means: "Who does the work.", Example: "{sales: {staff: 6}}"},
			{Name: "absences", Is: oneOrMore(a("absence-known")), Means: "Absences that are known beforehand.", Default: "none", Example: "[{from: 2026-02-16, to: 2026-02-20, staff: 50 %}]"},
			{Name: "systems", Is: named("a system", a("system")), Means: "What steps need to go on: software, machines, sites.", Default: "none", Example: "{erp: {run-by: it-operations}}"},
			{Name: "stocks", Is: named("a stock", a("stock")), Means: "Counted pieces that steps take and give.", Default: "none", Example: "{packaging: {at: logistics, start: 500}}"},
			{Name: "suppliers", Is: named("a supplier", a("supplier")), Means: "Who delivers pieces from outside.", Default: "none", Example: "{boards-eu: {lead-time: 12 days, minimum: 50, price: 88}}"},
			{Name: "flows", Is: named("a flow", a("flow")), Must: true, Means: "The processes: how an order becomes a delivery.", Example: "{web-order: {for: consumers, steps: {take-order: {by: sales, work: 5m}}}}"},
			{Name: "agreements", Is: listOf(a("agreement")), Means: "Times that departments promised to customers and to each other, and for which share.", Default: "none", Example: "[{from: sales, to: consumers, flow: web-order, step: take-order, within: 4 working hours, for: 95 %}]"},
			{Name: "customers", Is: named("a kind of customer", a("customers")), Must: true, Means: "Who orders, how much, and what they were promised.", Example: "{consumers: {demand: 55 per day, promise: 5 working days}}"},
			{Name: "actual", Is: a("actual"), Means: "What really happened, to check the model against: `ripple check` and `ripple run` set it beside what comes out when nothing goes wrong.", Default: "nothing is compared", Example: "{consumers.on-time: 87 %}"},
		}},
		{Name: "calendar", Called: "a calendar", Place: "organisation.calendar", About: "When somebody is at work.", Also: []string{"hours"}, Keys: []Key{zoneKey}},
		{Name: "hours", Called: "hours", Keys: []Key{
			{Name: "days", Is: weekdays, Means: "The days of the week on which it is open.", Default: "the organisation's; Mon-Fri where nothing is stated", Example: "Mon-Sat"},
			{Name: "hours", Is: openingHours, Means: "From opening to closing time: the same every day, or by weekday, in place of `days`. `always` never closes.", Default: "the organisation's; 08:00-17:00 where nothing is stated", Unit: "local time", Example: "08:00-12:00, 13:00-17:00"},
			{Name: "closed", Is: oneOrMore(dates), Means: "Dates on which it is closed, in addition to those of the organisation.", Default: "none", Example: "[2026-05-01, 2026-12-24 to 2026-12-31]"},
			{Name: "holidays", Is: oneOf(words("none"), Value{Scalar: &countryScalar}), Means: "The country, or part of one, whose public holidays close it, on the day and on the day on which one is made up for, as the library rickar/cal lists them. Dates that differ go under `closed` or `extra`, which wins.", Default: "the organisation's; none where nothing is stated", Example: "BE"},
			{Name: "extra", Is: called("dates, each with opening hours or `closed`", under("a date", &datesScalar, oneOf(words("closed"), hours))), Means: "Dates with hours of their own.", Default: "none", Example: "{2026-02-14: 09:00-13:00}"},
		}},
	},
}

// openingHours are the same every day, or differ by weekday.
var openingHours = called("opening hours, a list of them, weekdays with theirs, or `always`",
	oneOf(words("always"), hours, under("weekdays", &daysOfScalar, oneOf(words("closed"), hours))))

var zoneKey = Key{Name: "timezone", Is: zone, Means: "The time zone of its hours; summer time is followed.", Default: "the organisation's; UTC where nothing is stated", Example: "Europe/Brussels"}
