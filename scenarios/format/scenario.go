package format

var scenarioSection = Section{
	Name: "scenario", Title: "A scenario",
	Intro: "A scenario says what goes wrong in an organisation, what could be done about it, and what is expected of the outcome.",
	Parts: []Part{expectations, actuals},
	Kinds: []Kind{
		{Name: "scenario", Called: "a scenario", Place: "", Keys: []Key{
			{Name: "scenario", Is: text, Must: true, Means: "The scenario's title.", Example: "A slip in procurement"},
			{Name: "about", Is: text, Means: "What it is about, in a sentence or two.", Default: "nothing is said", Example: "A new signature rule holds up purchase orders."},
			{Name: "organisation", Is: called("a name, a path, or an organisation", oneOf(text, a("organisation"))), Must: true, Means: "To whom it happens: a shipped organisation's name, the path of a file, seen from the scenario's own, or the organisation itself, written below.", Example: "harbour-medical"},
			{Name: "run", Is: a("run"), Means: "When and how often the scenario is played.", Default: "120 days from 2026-01-05 after a warm-up of 30 days, 40 times", Example: "{from: 2026-01-05, for: 120 days}"},
			{Name: "start", Is: oneOrMore(a("open-orders")), Means: "Orders that are open when the run begins, from a table: they go on where they stand and keep the promise and the patience that they have had since they were opened; customers who ask about open orders go on asking as they did. They are not counted. It needs a run with `warm-up: 0`.", Default: "the run begins empty", Example: "{from: tickets.csv, flow: repair, opened: opened}"},
			{Name: "injects", Is: listOf(a("inject")), Means: "What goes wrong, or right.", Default: "nothing", Example: "[{at: day 20 09:00, slip: {department: procurement, by: 5 days}, for: 10 days}]"},
			{Name: "options", Is: called("names of options, each with a list of responses, or with a label and responses", named("an option", oneOf(a("option"), a("response"), listOf(a("response"))))), Means: "What could be done about it. Every option is played beside doing nothing.", Default: "only doing nothing is played", Example: "{more-buyers: [{at: day 22, add-staff: {department: procurement, people: 2}}]}"},
			{Name: "exercise", Is: a("exercise"), Means: "How the scenario is played with people, by `ripple tabletop`.", Default: "one team plays it, and may choose every option", Example: "{objectives: {early-word: Customers hear of a delay before they ask.}}"},
			{Name: "expect", Is: called("a list of expectations", oneOrMore(oneOf(wish, named("an option", wish)))), Means: "Limits that outcomes should keep; one that is not met ends the command with exit code 3.", Default: "nothing is expected", Example: "[consumers.on-time >= 60 %]"},
			{Name: "actual", Is: a("actual"), Means: "What really happened in these days, in place of or beside what the organisation says.", Default: "what the organisation says", Example: "{consumers.on-time: 87 %}"},
		}},
		{Name: "run", Called: "`run`", Place: "run", About: "When and how often a scenario is played.", Keys: []Key{
			{Name: "from", Is: date, Means: "The first day on which orders are counted: day 1.", Default: "2026-01-05", Example: "2026-01-05"},
			{Name: "for", Is: span, Means: "How long orders are counted: whole days, or hours.", Default: "120 days", Example: "120 days"},
			{Name: "warm-up", Is: wholeDay, Means: "Days played before `from`, so that queues and shelves are as usual when counting begins.", Default: "30 days", Example: "30 days"},
			{Name: "finish-within", Is: wholeDay, Means: "How long the run goes on after that, so that orders placed late can be finished.", Default: "90 days", Example: "90 days"},
			{Name: "replications", Is: count, Means: "How many times everything is played, each time with other chance.", Default: "40", Example: "40"},
			{Name: "seed", Is: count, Means: "Where chance begins: the same seed gives the same result to the last digit.", Default: "1", Example: "7"},
		}},
		actualKind,
		{Name: "open-orders", Called: "`start`", Place: "start", About: "A table of open orders: a CSV file with a header. Rows opened on or after `from` are left out, so that a whole export can be named.", Keys: []Key{
			{Name: "from", Is: text, Must: true, Beside: []string{"flow", "opened"}, Means: "The file, seen from the folder of this one.", Example: "tickets.csv"},
			{Name: "flow", Is: nameOf("a flow"), Must: true, Means: "What the orders are of. Where several kinds order it, the terms of the first hold.", Example: "repair"},
			{Name: "opened", Is: columnValue, Must: true, Means: "The column with when each was placed: `2026-01-05 09:30`, by the organisation's clock.", Example: "opened"},
			{Name: "closed", Is: columnValue, Means: "The column with when each was finished: rows finished before `from` are left out.", Default: "all are open", Example: "closed"},
			{Name: "step", Is: columnValue, Means: "The column with the step at which each stands, which it begins anew; an empty one is the first.", Default: "all stand at the first step", Example: "status"},
			{Name: "steps", With: []string{"step"}, Beside: []string{"step"}, Is: under("a word of the column", &textScalar, nameOf("a step of this flow")), Means: "What the words of that column mean.", Default: "they are names of steps", Example: "{report: report, visit: visit}"},
		}},
		{Name: "option", Called: "an option", Place: "options.act", About: "A way to respond, with a label for tables. Without a label, the list of responses alone will do.", Keys: []Key{
			{Name: "label", Is: text, Means: "How tables call the option.", Default: "its name, with spaces for hyphens", Example: "two more buyers for a month"},
			{Name: "responses", Is: oneOrMore(a("response")), Must: true, Means: "What is done.", Example: "[{at: day 22, add-staff: {department: procurement, people: 2}}]"},
		}},
	},
}
