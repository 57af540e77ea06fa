package format

var supplierSection = Section{
	Name: "suppliers", Title: "Suppliers",
	Intro: "A supplier is outside: nobody of ours works there. A stock is reordered straight from one (`reorder: {…, from: boards-asia}`), or a flow has a step that is the supplier's lead time (`{supplier: boards-asia}`). What arrives is paid for by the department that ordered.",
	Parts: []Part{sources},
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

var sources = Part{
	Name: "sources", Title: "Several sources",
	Text: "The first rule below orders 600 boards whenever what is there and on order, less what is owed, is down to 500: four times in five of the slow supplier, otherwise of the near one. The second rule is for emergencies: at 150 it counts only what is there and what it has itself on order, not what the first rule has on the way. New boards are taken when the old ones are short.",
	Code: `suppliers:
  boards-asia: {lead-time: {usual: 30 days, nine-in-ten: 45 days, at-least: 20 days}, delivery: 5 days, minimum: 400, price: 61}
  boards-eu:   {lead-time: 12 days, minimum: 50, price: 88}
stocks:
  sensor-boards:
    at: manufacturing
    start: 900
    substitute: boards-v2
    reorder:
      - {at: 500, quantity: 600, from: {boards-asia: 80 %, boards-eu: 20 %}}
      - {at: 150, quantity: 200, from: boards-eu}
  boards-v2: {at: manufacturing, start: 50, review: Mondays, reorder: {up-to: 50, from: boards-eu}}`,
}
