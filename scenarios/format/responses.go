package format

var responseSection = Section{
	Name: "responses", Title: "Responses: what can be decided",
	Kinds: []Kind{
		{Name: "add-staff", Called: "`add-staff`", Place: "options.act.+.add-staff", About: "More people work in a team.", Also: []string{"extent"}, One: [][]string{{"department"}}, Example: "{department: procurement, people: 2, for: 10 days, cost: 31 per hour}", Effect: &Effect{}, Keys: []Key{
			teamWhere,
			{Name: "people", Is: count, Must: true, Means: "How many more.", Unit: "people", Example: "2"},
		}},
		{Name: "overtime", Called: "`overtime`", Place: "options.act.+.overtime", About: "A department is open longer.", Also: []string{"extent"}, One: [][]string{{"department"}}, Some: [][]string{{"by", "hours", "days"}}, Example: "{department: manufacturing, by: 2h, for: 10 days}", Effect: &Effect{}, Keys: []Key{
			teamWhere,
			{Name: "by", Is: elapsed, Not: []string{"hours"}, Means: "By how much closing time is later, never past midnight.", Unit: "elapsed time", Example: "2h"},
			{Name: "hours", Is: oneOf(words("always"), hours, named("weekdays", oneOf(words("closed"), hours))), Means: "The new hours.", Example: "07:00-19:00"},
			{Name: "days", Is: weekdays, Means: "The new days of the week.", Example: "Mon-Sat"},
		}},
		{Name: "expedite", Called: "`expedite`", Place: "options.act.+.expedite", About: "A flow goes first everywhere.", Also: []string{"extent"}, Example: "{flow: replenish-boards, waits: x 0.5, cost: 90 per order}", Effect: &Effect{}, Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Must: true, Means: "Which flow.", Example: "replenish-boards"},
			{Name: "waits", Is: factor, Means: "What becomes of its waits, also of those that have begun.", Default: "x 1", Example: "x 0.5"},
		}},
		{Name: "workaround", Called: "`workaround`", Place: "options.act.+.workaround", About: "Work goes on by hand while a system is down.", Also: []string{"extent"}, Example: "{system: erp, work: x 1.8, errors: 6 %}", Effect: &Effect{}, Keys: []Key{
			{Name: "system", Is: nameOf("a system"), Must: true, Means: "Which system.", Example: "erp"},
			{Name: "work", Is: factor, Must: true, Means: "How much longer work takes by hand.", Example: "x 1.8"},
			{Name: "errors", Is: share, Means: "By how many points mistakes become more likely.", Default: "0 %", Unit: "points, added to the step's own", Example: "6 %"},
		}},
		{Name: "buffer", Called: "`buffer`", Place: "options.act.+.buffer", About: "More stock, once or by another reorder rule.", Also: []string{"extent"}, Some: [][]string{{"pieces", "reorder-at", "quantity"}}, Example: "{stock: sensor-boards, pieces: 200, cost: 12 per piece}", Effect: &Effect{}, Keys: []Key{
			stockKey,
			{Name: "pieces", Is: count, Means: "How many pieces arrive when it begins.", Unit: "pieces", Default: "none", Example: "200"},
			{Name: "reorder-at", Is: count, Means: "The new reorder point.", Unit: "pieces", Default: "as it was", Example: "800"},
			{Name: "quantity", Is: count, Means: "How many are ordered each time from now on.", Unit: "pieces", Default: "as it was", Example: "900"},
		}},
		{Name: "promise", Called: "`promise`", Place: "options.act.+.promise", About: "Customers are told another date.", Also: []string{"extent"}, Example: "{customers: consumers, to: 9 working days, open-orders: yes}", Effect: &Effect{}, Keys: []Key{
			{Name: "customers", Is: nameOf("a kind of customer"), Must: true, Means: "Who.", Example: "consumers"},
			{Name: "to", Is: span, Must: true, Means: "The new promise.", Example: "9 working days"},
			{Name: "open-orders", Is: yesNo, Means: "Whether those who wait already are told the new date too, counted from the day of the change.", Default: "no", Example: "yes"},
		}},
		{Name: "priority", Called: "`priority`", Place: "options.act.+.priority", About: "A flow gets another rank.", Also: []string{"extent"}, Example: "{flow: web-order, to: 1}", Effect: &Effect{}, Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Must: true, Means: "Which flow.", Example: "web-order"},
			{Name: "to", Is: count, Must: true, Means: "Its new rank; the lowest number goes first, where teams take up work by priority.", Example: "1"},
		}},
		{Name: "work-order", Called: "`work-order`", Place: "options.act.+.work-order", About: "A department takes up its work in another order.", Also: []string{"extent"}, One: [][]string{{"department"}}, Example: "{department: manufacturing, to: due-date}", Effect: &Effect{}, Keys: []Key{
			teamWhere,
			{Name: "to", Is: words("first-come", "priority", "due-date"), Must: true, Means: "In which order.", Example: "due-date"},
		}},
	},
}
