package format

var stockSection = Section{
	Name: "stocks", Title: "Stocks",
	Intro: "A stock is counted pieces at one department. Steps take from it and wait when it is empty; a flow can replenish it.",
	Kinds: []Kind{
		{Name: "stock", Called: "a stock", Place: "organisation.stocks.sensor-boards", Keys: []Key{
			{Name: "at", Is: nameOf("a department"), Must: true, Means: "The department where it lies; only steps of this department can take from it.", Example: "manufacturing"},
			{Name: "start", Is: count, Must: true, Means: "How many are there when the warm-up begins.", Unit: "pieces", Example: "900"},
			{Name: "reorder", Is: a("reorder"), Means: "When and how it is replenished.", Default: "never", Example: "{at: 500, quantity: 600, by: replenish-boards}"},
			aboutKey,
		}},
		{Name: "reorder", Called: "`reorder`", Place: "organisation.stocks.sensor-boards.reorder", About: "When and how a stock is replenished: whenever what is there and on order, less what is owed to steps that wait, falls to the reorder point.", Keys: []Key{
			{Name: "at", Is: count, Must: true, Means: "The reorder point.", Unit: "pieces", Example: "500"},
			{Name: "quantity", Is: count, Must: true, Means: "How many are ordered each time; several orders go out at once when one is not enough to rise above the reorder point.", Unit: "pieces", Example: "600"},
			{Name: "by", Is: nameOf("a flow"), Must: true, Means: "The flow that brings them: one item of it is started for each order, and one of its steps gives the pieces.", Example: "replenish-boards"},
		}},
	},
}
