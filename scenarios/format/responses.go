package format

var responseSection = Section{
	Name: "responses", Title: "Responses: what can be decided",
	Kinds: []Kind{
		{Name: "add-staff", Called: "`add-staff`", Place: "options.act.+.add-staff", About: "More people work in a team.", Also: []string{"extent"}, One: [][]string{{"department"}}, Example: "{department: procurement, people: 2, for: 10 days, cost: 31 per hour}", Effects: []Effect{
			{Items: "items waiting and coming", Changes: "more people in the team", Staff: "yes: they are paid like the team, beside the `cost` of the response", End: "they finish what is in hand and go", Overlap: "heads add up"},
		}, Keys: []Key{
			teamWhere,
			{Name: "people", Is: count, Must: true, Means: "How many more.", Unit: "people", Example: "2"},
			rampKey,
		}},
		{Name: "lend", Called: "`lend`", Place: "options.act.+.lend", About: "People of one department help another.", Also: []string{"extent"}, Example: "{from: sales, to: finance, people: 2, counts: 70 %, for: 10 days}", Effects: []Effect{
			{Items: "items waiting and coming, in both", Changes: "fewer people where they come from; where they help, as many more as they count", Staff: "yes: they are missing at home, which goes on paying them", End: "they finish what is in hand and go home", Overlap: "heads add up"},
		}, Keys: []Key{
			{Name: "from", Is: nameOf("a department or department.team"), Must: true, Means: "Who lends them.", Example: "sales"},
			{Name: "to", Is: nameOf("a department or department.team"), Must: true, Means: "Whom they help.", Example: "finance"},
			{Name: "people", Is: count, Must: true, Means: "How many.", Unit: "people", Example: "2"},
			{Name: "counts", Is: share, Means: "How much one of them does of what one of the others does; two at 70 % are one of the others and one more in 40 % of the hours.", Default: "100 %", Example: "70 %"},
			rampKey,
		}},
		{Name: "overtime", Called: "`overtime`", Place: "options.act.+.overtime", About: "A department is open longer.", Also: []string{"extent"}, One: [][]string{{"department"}}, Some: [][]string{{"by", "hours", "days"}}, Example: "{department: manufacturing, by: 2h, for: 10 days}", Effects: []Effect{
			{Items: "all: waiting, coming, and in hand, which goes on under the new hours", Changes: "opening hours", Staff: "yes: everybody is paid for the longer hours", End: "the old hours come back; work in hand pauses or is finished, as `at-close` says", Overlap: "the hours of the one that began last hold"},
		}, Keys: []Key{
			teamWhere,
			{Name: "by", Is: elapsed, Not: []string{"hours"}, Means: "By how much closing time is later, never past midnight.", Unit: "elapsed time", Example: "2h"},
			{Name: "hours", Is: openingHours, Means: "The new hours.", Example: "07:00-19:00"},
			{Name: "days", Is: weekdays, Means: "The new days of the week.", Example: "Mon-Sat"},
		}},
		{Name: "expedite", Called: "`expedite`", Place: "options.act.+.expedite", About: "A flow goes first everywhere, or a supplier delivers faster.", Also: []string{"extent"}, One: [][]string{{"flow", "supplier"}}, Example: "{flow: replenish-boards, waits: x 0.5, cost: 90 per order}", Effects: []Effect{
			{Form: "flow", Items: "all items of the flow: held, waiting, and coming; what others have in hand is not interrupted", Changes: "first in every queue for people and pieces; slips at departments do not hold it, and let go of what they hold; its waits are multiplied by `waits`, also those begun", Staff: "no more than usual", End: "it takes its usual place again, and what is left of a wait its usual length", Overlap: "the factors on waits multiply"},
			{Form: "supplier", Items: "all orders with the supplier whose lead time or way runs or begins meanwhile", Changes: "what is left is multiplied by `waits`", Staff: "no", End: "what is left gets its usual length again", Overlap: "the factors multiply"},
		}, Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Means: "Which flow.", Example: "replenish-boards"},
			{Name: "supplier", Is: nameOf("a supplier"), With: []string{"waits"}, Means: "Which supplier. `per order` counts what arrives meanwhile.", Example: "boards-asia"},
			{Name: "waits", Is: factor, Means: "What becomes of its waits, also of those that have begun.", Default: "x 1", Example: "x 0.5"},
		}},
		{Name: "workaround", Called: "`workaround`", Place: "options.act.+.workaround", About: "Work goes on by hand while a system is down.", Also: []string{"extent"}, Example: "{system: erp, work: x 1.8, errors: 6 %}", Effects: []Effect{
			{Items: "items that wait for the system, come to it, or are in hand, while it is down", Changes: "work left takes longer by the factor, and mistakes are likelier by those points", Staff: "yes, for longer", End: "if the system is still down, work stops again; if it is up, what was begun by hand is finished by hand", Overlap: "the one that began last holds"},
		}, Keys: []Key{
			{Name: "system", Is: nameOf("a system"), Must: true, Means: "Which system.", Example: "erp"},
			{Name: "work", Is: factor, Must: true, Means: "How much longer work takes by hand.", Example: "x 1.8"},
			{Name: "errors", Is: share, Means: "By how many points mistakes become more likely.", Default: "0 %", Unit: "points, added to the step's own", Example: "6 %"},
		}},
		{Name: "buffer", Called: "`buffer`", Place: "options.act.+.buffer", About: "More stock, once or by another reorder rule.", Also: []string{"extent"}, Some: [][]string{{"pieces", "reorder-at", "quantity"}}, Example: "{stock: sensor-boards, pieces: 200, cost: 12 per piece}", Effects: []Effect{
			{Form: "pieces", Items: "the stock, and items that wait for its pieces", Changes: "pieces arrive at the start", Staff: "no", End: "nothing is taken back", Overlap: "each brings its pieces"},
			{Form: "reorder-at, quantity", Items: "the stock", Changes: "another reorder rule, applied at once", Staff: "by the replenishments it starts", End: "the old rule comes back; what was ordered still comes", Overlap: "of each number, the one that began last holds"},
		}, Keys: []Key{
			stockKey,
			{Name: "pieces", Is: count, Means: "How many pieces arrive when it begins.", Unit: "pieces", Default: "none", Example: "200"},
			{Name: "reorder-at", Is: count, Means: "The new reorder point.", Unit: "pieces", Default: "as it was", Example: "800"},
			{Name: "quantity", Is: count, Means: "How many are ordered each time from now on.", Unit: "pieces", Default: "as it was", Example: "900"},
		}},
		{Name: "second-source", Called: "`second-source`", Place: "options.act.+.second-source", About: "Orders for a stock go to another supplier.", Also: []string{"extent"}, Example: "{stock: sensor-boards, from: boards-eu, share: 50 %}", Effects: []Effect{
			{Items: "orders for the stock placed meanwhile, by its first reorder rule; not those on the way", Changes: "this share of them goes to the supplier; the others keep their proportions on what is left", Staff: "no", End: "orders go where they went before", Overlap: "for the same supplier the one that began last holds"},
		}, Keys: []Key{
			stockKey,
			{Name: "from", Is: nameOf("a supplier"), Must: true, Means: "The other supplier.", Example: "boards-eu"},
			{Name: "share", Is: share, Means: "Which share of the orders; for each it is drawn who gets it.", Default: "100 %", Example: "50 %"},
		}},
		{Name: "promise", Called: "`promise`", Place: "options.act.+.promise", About: "Customers are told another date.", Also: []string{"extent"}, Example: "{customers: consumers, to: 9 working days, open-orders: yes}", Effects: []Effect{
			{Items: "orders placed meanwhile; with `open-orders`, also those open and not yet late, which never get an earlier date", Changes: "the promised date, by which they are late or not, and in which teams that work by due date take them up, wherever they are", Staff: "no", End: "orders keep the date they were told; later ones get the old promise", Overlap: "the one that began last holds; an open order gets the latest of the dates"},
		}, Keys: []Key{
			{Name: "customers", Is: nameOf("a kind of customer"), Must: true, Means: "Who.", Example: "consumers"},
			{Name: "to", Is: span, Must: true, Means: "The new promise.", Example: "9 working days"},
			{Name: "open-orders", Is: yesNo, Means: "Whether those who wait already are told the new date too, counted from the day of the change.", Default: "no", Example: "yes"},
		}},
		{Name: "priority", Called: "`priority`", Place: "options.act.+.priority", About: "A flow gets another rank.", Also: []string{"extent"}, Example: "{flow: web-order, to: 1}", Effects: []Effect{
			{Items: "items waiting and coming, in teams that take up work by priority; not what is in hand", Changes: "the rank of the flow", Staff: "no", End: "waiting work is put in the old order again", Overlap: "the one that began last holds"},
		}, Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Must: true, Means: "Which flow.", Example: "web-order"},
			{Name: "to", Is: count, Must: true, Means: "Its new rank; the lowest number goes first, where teams take up work by priority.", Example: "1"},
		}},
		{Name: "work-order", Called: "`work-order`", Place: "options.act.+.work-order", About: "A department takes up its work in another order.", Also: []string{"extent"}, One: [][]string{{"department"}}, Example: "{department: manufacturing, to: due-date}", Effects: []Effect{
			{Items: "items waiting and coming; not what is in hand", Changes: "the order in which waiting work is taken up", Staff: "no", End: "waiting work is put in the old order again", Overlap: "the one that began last holds"},
		}, Keys: []Key{
			teamWhere,
			{Name: "to", Is: words("first-come", "priority", "due-date"), Must: true, Means: "In which order.", Example: "due-date"},
		}},
	},
}

var rampKey = Key{Name: "ramp", Is: a("ramp"), Means: "How long they have to learn, and what they count meanwhile.", Default: "they know the work from the start", Example: "{for: 5 days, counts: 50 %}"}
