package format

var happeningSection = Section{
	Name: "happenings", Title: "What happens, and when",
	Intro: "Every inject and every response says when, and does one thing.",
	Parts: []Part{moments, conditions},
	Kinds: []Kind{
		{Name: "inject", Called: "an inject", Place: "injects.+", About: "An item of `injects`. Without anything that happens, its words are all there is to it.", Also: []string{"happening", "event-list", "deed"}},
		{Name: "response", Called: "a response", Place: "options.act.+", About: "An item of an option.", Also: []string{"happening", "action"}},
		{Name: "happening", Called: "what happens", One: [][]string{{"at", "when"}}, Also: []string{"extent"}, Keys: []Key{
			{Name: "at", Is: moment, Means: "When it happens: a day of the run (day 1 is `from`) or a date, and the local time of day; `between day 10 and day 40` is a random moment.", Unit: "local time; without one, midnight", Example: "day 20 09:00"},
			{Name: "when", Is: watch, Means: "The condition on which it happens, once, when it first holds.", Default: "what `at` says", Example: "manufacturing.backlog > 50"},
			{Name: "chance", Is: share, With: []string{"at"}, Means: "How likely it is to happen at all.", Default: "100 %", Example: "30 %"},
			{Name: "checked", Is: checked, With: []string{"when"}, Means: "How often the condition is looked at.", Default: "every 1h", Example: "every 30m"},
			{Name: "judged-by", Is: nameOf("a department"), With: []string{"when"}, Means: "Who looks; what it knows of others is as old as the organisation's handoff.", Default: "the department that the condition speaks of first", Example: "manufacturing"},
			{Name: "not-before", Is: moment, With: []string{"when"}, Means: "From when on the condition is looked at.", Default: "day 1", Example: "day 10"},
			{Name: "not-after", Is: moment, With: []string{"when"}, Means: "When it is too late: nothing follows from then on.", Default: "the end of the run", Example: "day 40"},
			{Name: "say", Is: text, Means: "What people are told when it happens.", Default: "words made from what it does", Example: "Purchase approvals stall behind a new signature rule."},
		}},
		eventList,
		{Name: "extent", Called: "how much", Keys: []Key{
			{Name: "for", Is: called("a length of time, fixed or random", oneOf(span, Value{Scalar: &randomScalar}, a("distribution"))), Means: "How long it lasts, or a distribution, drawn once each time it happens.", Default: "to the end of the run", Example: "10 days"},
			{Name: "ready-after", Is: elapsed, Means: "How long it takes from the decision until it begins.", Default: "at once", Unit: "elapsed time", Example: "2 days"},
			{Name: "cost", Is: cost, Means: "What it costs: once, per day while it lasts, or per what it counts.", Default: "0", Example: "300 per day"},
		}},
		{Name: "ramp", Called: "`ramp`", Place: "options.act.0.add-staff.ramp", About: "People who are new to the work.", Keys: []Key{
			{Name: "for", Is: span, Must: true, Means: "How long they are new, from when they begin.", Example: "5 days"},
			{Name: "counts", Is: share, Must: true, Means: "How much one of them does meanwhile of what they do afterwards.", Example: "50 %"},
		}},
		{Name: "in-transit", Called: "`in-transit`", Place: "injects.0.slip.in-transit", About: "Which goods are held on the way.", Keys: []Key{
			{Name: "from", Is: oneOf(nameOf("a department"), nameOf("a supplier")), Must: true, Beside: []string{"to"}, Means: "Who sent them.", Example: "logistics"},
			{Name: "to", Is: nameOf("a department or customers"), With: []string{"from"}, Means: "Where they arrive: a department, or `customers`. Not after a supplier.", Example: "customers"},
		}},
	},
}
