package format

var supplierSection = Section{
	Name: "suppliers", Title: "Suppliers",
	Intro: "A supplier is outside: nobody of ours works there. A stock is reordered straight from one (`reorder: {…, from: boards-asia}`), or a flow has a step that is the supplier's lead time (`{supplier: boards-asia}`). What arrives is paid for by the department that ordered.",
	Kinds: []Kind{
		{Name: "supplier", Called: "a supplier", Place: "organisation.suppliers.boards-asia", Keys: []Key{
			{Name: "lead-time", Is: elapsedLength, Must: true, Means: "The time from an order until the goods leave, or until they arrive when no `delivery` is stated.", Unit: "elapsed time", Example: "{usual: 35 days, nine-in-ten: 55 days, at-least: 20 days}"},
			{Name: "delivery", Is: elapsedLength, Means: "How long the goods are on the way, after the lead time.", Default: "no time", Unit: "elapsed time", Example: "5 days"},
			{Name: "minimum", Is: count, Means: "The fewest pieces of one order; what is ordered is raised to it.", Default: "1", Unit: "pieces", Example: "400"},
			{Name: "price", Is: money, Means: "What one piece costs, paid when it arrives. In a flow whose items have no number of pieces, what one order costs.", Default: "nothing", Example: "61"},
			aboutKey,
		}},
	},
}
