package format

var stockSection = Section{
	Name: "stocks", Title: "Stocks",
	Intro: "A stock is counted pieces at one department. Steps take from it and wait when it is empty. A supplier delivers to it, or a flow of our own replenishes it.",
	Kinds: []Kind{
		{Name: "stock", Called: "a stock", Place: "organisation.stocks.sensor-boards", Keys: []Key{
			{Name: "at", Is: nameOf("a department"), Must: true, Means: "The department where it lies; only steps of this department can take from it.", Example: "manufacturing"},
			{Name: "start", Is: count, Must: true, Means: "How many are there when the warm-up begins.", Unit: "pieces", Example: "900"},
			{Name: "reorder", Is: oneOrMore(a("reorder")), Means: "When and how it is replenished. Of several rules, written with the highest `at` first, each later one is an emergency source: it does not count on what the earlier ones have on order.", Default: "never", Example: "[{at: 500, quantity: 600, from: boards-asia}, {at: 150, quantity: 200, from: boards-eu}]"},
			{Name: "review", Is: bySchedule, With: []string{"reorder"}, Means: "When its rules are looked at; without a time of day, when its department opens.", Default: "whenever pieces are taken or arrive", Example: "Mondays"},
			{Name: "substitute", Is: oneOrMore(nameOf("a stock")), Means: "Stocks of the same department that are taken instead when this one is short: the first that has enough for the step and for which nobody waits.", Default: "none", Example: "boards-v2"},
			aboutKey,
		}},
		{Name: "reorder", Called: "`reorder`", Place: "organisation.stocks.sensor-boards.reorder", About: "When and how a stock is replenished: whenever what is there and on order, less what is owed to steps that wait, falls to the reorder point.", One: [][]string{{"quantity", "up-to"}, {"by", "from"}}, Keys: []Key{
			{Name: "at", Is: count, Means: "The reorder point.", Default: "with `up-to` and `review`, whatever is missing is ordered", Unit: "pieces", Example: "500"},
			{Name: "quantity", Is: count, With: []string{"at"}, Means: "How many are ordered each time; several orders go out at once when one is not enough to rise above the reorder point.", Unit: "pieces", Example: "600"},
			{Name: "up-to", Is: count, Means: "In place of a quantity: as many are ordered as are missing to this number.", Unit: "pieces", Beside: []string{"at"}, Example: "1100"},
			{Name: "by", Is: oneOf(nameOf("a flow"), named("a flow", share)), Means: "The flow that brings them: one item of it is started for each order, and one of its steps gives the pieces. Several flows have shares of the orders.", Example: "replenish-boards"},
			{Name: "from", Is: oneOf(nameOf("a supplier"), named("a supplier", share)), Means: "The supplier who delivers them to the stock. Several have shares of the orders: for each it is drawn who gets it.", Example: "{boards-asia: 80 %, boards-eu: 20 %}"},
		}},
	},
}
