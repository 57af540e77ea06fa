package format

var (
	changeBy  = Key{Name: "by", Is: oneOf(share, factor), Means: "By how much: `30 %` more, `-20 %`, or `x 1.3`.", Example: "30 %"}
	teamWhere = Key{Name: "department", Is: nameOf("a department or department.team"), Means: "Where: a department, or one team of it.", Example: "manufacturing"}
	stockKey  = Key{Name: "stock", Is: nameOf("a stock"), Must: true, Means: "Which stock.", Example: "sensor-boards"}
)

var injectSection = Section{
	Name: "injects", Title: "Injects: what can happen",
	Parts: []Part{changes, lateDeliveries},
	Kinds: []Kind{
		{Name: "slip", Called: "`slip`", Place: "injects.+.slip", About: "An order, a shipment, goods on the way or a receipt is held for a time first.", Also: []string{"extent"}, One: [][]string{{"department", "step", "supplier", "from", "in-transit", "stock"}}, Example: "{department: procurement, by: 5 days}", Effects: []Effect{
			{Form: "department", Items: "the order is held: what arrives from other departments, customers or stocks meanwhile; not what is there already", Changes: "it is held for the time of `by`, counted from its arrival, before anything else; an expedited flow is not held", Staff: "no", End: "what is held stays for its full time", Overlap: "the holds add up"},
			{Form: "step, or department with flow", Items: "the order is held: what arrives from elsewhere meanwhile for this step, or for the steps of this flow; not what is there already", Changes: "it is held for the time of `by`, counted from its arrival, before anything else; an expedited flow is not held", Staff: "no", End: "what is held stays for its full time", Overlap: "the holds add up, that of the whole department too"},
			{Form: "supplier", Items: "the order is held: what is ordered from the supplier meanwhile; not what it has begun", Changes: "the supplier has the order later by that time", Staff: "no", End: "what is held stays for its full time", Overlap: "the holds add up"},
			{Form: "from … to", Items: "the shipment is held: work and pieces that are handed over meanwhile; not what is on the way already", Changes: "it arrives later by that time", Staff: "no", End: "what is on the way arrives as late as it left", Overlap: "the delays add up"},
			{Form: "from a supplier", Items: "the shipment is held: goods whose lead time ends meanwhile; not what is on the way already", Changes: "they leave later by that time", Staff: "no", End: "what is held stays for its full time", Overlap: "the holds add up"},
			{Form: "in-transit", Items: "goods are held on the way: work and pieces from there that arrive meanwhile, whenever they left; not what others send", Changes: "they wait at the door for that time; an expedited flow is not held at a department", Staff: "no", End: "what is held stays for its full time", Overlap: "the holds add up, those of the department and the stock too"},
			{Form: "stock", Items: "the receipt is held: pieces that arrive meanwhile, whoever sent them", Changes: "they are booked in later by that time", Staff: "no", End: "pieces that are held stay for their full time", Overlap: "the holds add up"},
		}, Keys: []Key{
			{Name: "department", Is: nameOf("a department"), Means: "The order is held: what reaches this department from others.", Example: "procurement"},
			{Name: "flow", Is: nameOf("a flow"), With: []string{"department"}, Means: "Only what reaches the department of this flow.", Default: "all flows", Example: "replenish-boards"},
			{Name: "step", Is: nameOf("flow.step"), Means: "The order is held: what reaches this step from elsewhere.", Example: "web-order.build"},
			{Name: "supplier", Is: nameOf("a supplier"), Means: "The order is held: what is ordered from this supplier.", Example: "boards-asia"},
			{Name: "from", Is: oneOf(nameOf("a department"), nameOf("a supplier")), Beside: []string{"to"}, Means: "The shipment is held: what this department hands over leaves later, and so does what this supplier ships.", Example: "logistics"},
			{Name: "to", Is: nameOf("a department or customers"), With: []string{"from"}, Means: "To whom: a department, or `customers`. Not after a supplier.", Example: "customers"},
			{Name: "in-transit", Is: a("in-transit"), Means: "Goods on the way are held at the door.", Example: "{from: logistics, to: customers}"},
			{Name: "stock", Is: nameOf("a stock"), Means: "The receipt is held: pieces that arrive for this stock.", Example: "sensor-boards"},
			{Name: "by", Is: span, Must: true, Means: "For how long.", Example: "5 days"},
		}},
		{Name: "outage", Called: "`outage`", Place: "injects.+.outage", About: "A system is down, nobody is at work in a department (a closed site), or a supplier cannot deliver.", Also: []string{"extent"}, One: [][]string{{"system", "department", "supplier"}}, Example: "{system: erp, for: 2 days}", Effects: []Effect{
			{Form: "system", Items: "items at, or coming to, a step that needs it; what is in hand stops with the work that is left", Changes: "the step waits, unless work can go on by hand", Staff: "no: people turn to other work", End: "stopped work goes on where it was, in the order of arrival", Overlap: "down until the last of them is over"},
			{Form: "department", Items: "items waiting or coming; what is in hand is finished first", Changes: "nobody takes up work", Staff: "no: nobody is there; they are paid all the same", End: "waiting work is taken up", Overlap: "nobody until the last of them is over"},
			{Form: "supplier", Items: "orders placed with the supplier meanwhile; what it has begun goes on", Changes: "they wait", Staff: "no", End: "the lead times of all that wait begin at once", Overlap: "away until the last of them is over"},
		}, Keys: []Key{
			{Name: "system", Is: nameOf("a system"), Means: "The system that is down.", Example: "erp"},
			{Name: "supplier", Is: nameOf("a supplier"), Means: "The supplier who cannot deliver, as in `supplier-failure`.", Example: "boards-asia"},
			teamWhere,
		}},
		{Name: "slowdown", Called: "`slowdown`", Place: "injects.+.slowdown", About: "Work, or the way to it, takes longer.", Also: []string{"extent"}, One: [][]string{{"department", "system", "flow", "step"}, {"work", "by", "travel"}}, Example: "{department: manufacturing, work: x 1.3, for: 10 days}", Effects: []Effect{
			{Items: "work that starts meanwhile; not what is in hand", Changes: "the drawn work is multiplied", Staff: "yes, for longer", End: "work begun keeps its length", Overlap: "the factors multiply"},
		}, Keys: []Key{
			teamWhere,
			{Name: "system", Is: nameOf("a system"), Means: "All steps that need this system.", Example: "erp"},
			{Name: "flow", Is: nameOf("a flow"), Means: "All steps of this flow.", Example: "web-order"},
			{Name: "step", Is: nameOf("flow.step"), Means: "This step.", Example: "web-order.build"},
			{Name: "work", Is: factor, Means: "How much longer work takes.", Example: "x 1.3"},
			{Name: "travel", Is: factor, Means: "How much longer those who travel to their work are on the road; the work itself takes as long as ever.", Example: "x 1.5"},
			changeBy,
		}},
		{Name: "errors", Called: "`errors`", Place: "injects.+.errors", About: "Steps leave more mistakes.", Also: []string{"extent"}, One: [][]string{{"department", "flow", "step"}, {"to", "by"}}, Example: "{department: manufacturing, to: 8 %, for: 10 days}", Effects: []Effect{
			{Items: "steps that end meanwhile, also when they were begun before", Changes: "the chance that a step leaves a mistake", Staff: "by rework, once mistakes are found", End: "mistakes made stay until somebody finds them", Overlap: "of several `to` the one that began last holds; then points are added, then factors multiplied"},
		}, Keys: []Key{
			teamWhere,
			{Name: "flow", Is: nameOf("a flow"), Means: "All steps of this flow.", Example: "web-order"},
			{Name: "step", Is: nameOf("flow.step"), Means: "This step.", Example: "web-order.build"},
			{Name: "by", Is: oneOf(share, factor), Means: "By how much: `6 %` is six points more, `x 2` twice as many.", Example: "6 %"},
			{Name: "to", Is: share, Means: "The new chance of a mistake.", Example: "8 %"},
		}},
		{Name: "absence", Called: "`absence`", Place: "injects.+.absence", About: "People are away.", Also: []string{"extent"}, One: [][]string{{"department"}, {"people", "by"}}, Example: "{department: manufacturing, by: 30 %, for: 10 days}", Effects: []Effect{
			{Items: "items waiting or coming; who is at work on something finishes it before leaving", Changes: "fewer people, never below none; of a part of a person, one is away in that share of the hours", Staff: "no; those away are paid as well", End: "everybody is back", Overlap: "heads add up; shares multiply"},
		}, Keys: []Key{
			teamWhere,
			{Name: "people", Is: count, Means: "How many are away.", Unit: "people", Example: "2"},
			{Name: "by", Is: share, Means: "Which share is away.", Example: "30 %"},
		}},
		{Name: "surge", Called: "`surge`", Place: "injects.+.surge", About: "Customers order more, or less.", Also: []string{"extent"}, One: [][]string{{"by", "to"}}, Some: [][]string{{"customers", "flow"}}, Example: "{customers: consumers, by: 60 %, for: 4 days}", Effects: []Effect{
			{Items: "new orders", Changes: "more: additional customers, as likely at any moment as the usual ones; less: some of the usual orders are not placed", Staff: "by the additional orders", End: "orders placed stay", Overlap: "increases add up, each a share of the usual demand; decreases multiply"},
		}, Keys: []Key{
			{Name: "customers", Is: nameOf("a kind of customer"), Means: "Who. Without it, `flow` names work that departments raise.", Example: "consumers"},
			{Name: "flow", Is: nameOf("a flow"), Means: "Only orders of this flow.", Default: "all that they order", Example: "web-order"},
			{Name: "by", Is: share, Means: "By how much: `60 %` more, `-20 %`.", Example: "60 %"},
			{Name: "to", Is: share, Means: "To what, of the usual demand.", Example: "160 %"},
		}},
		{Name: "stock-loss", Called: "`stock-loss`", Place: "injects.+.stock-loss", About: "Pieces vanish.", Also: []string{"extent"}, One: [][]string{{"pieces", "share"}}, Example: "{stock: sensor-boards, pieces: 200}", Effects: []Effect{
			{Items: "pieces on hand at that moment; not those already taken by a step", Changes: "they vanish, never more than are there; reordering follows at once", Staff: "no", End: "nothing comes back; `for` changes nothing", Overlap: "one after another, each of what is then left"},
		}, Keys: []Key{
			stockKey,
			{Name: "pieces", Is: count, Means: "How many.", Unit: "pieces", Example: "200"},
			{Name: "share", Is: share, Means: "Which share of what is there.", Example: "30 %"},
		}},
		{Name: "longer-wait", Called: "`longer-wait`", Place: "injects.+.longer-wait", About: "A supplier, or customers with their answers, take longer.", Also: []string{"extent"}, One: [][]string{{"flow", "step", "supplier"}, {"wait", "by"}}, Example: "{step: replenish-boards.supplier, wait: x 1.5, for: 30 days}", Effects: []Effect{
			{Form: "flow or step", Items: "waits that start meanwhile; not those begun", Changes: "the drawn wait is multiplied", Staff: "no", End: "waits begun keep their length", Overlap: "the factors multiply"},
			{Form: "supplier", Items: "lead times that start meanwhile; not those begun, nor the way", Changes: "the drawn lead time is multiplied", Staff: "no", End: "lead times begun keep their length", Overlap: "the factors multiply"},
		}, Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Means: "The waits of all steps of this flow.", Example: "replenish-boards"},
			{Name: "step", Is: nameOf("flow.step"), Means: "The wait of this step.", Example: "replenish-boards.supplier"},
			{Name: "supplier", Is: nameOf("a supplier"), Means: "The lead times of this supplier.", Example: "boards-asia"},
			{Name: "wait", Is: factor, Means: "How much longer.", Example: "x 1.5"},
			changeBy,
		}},
		{Name: "supplier-failure", Called: "`supplier-failure`", Place: "injects.+.supplier-failure", About: "A supplier cannot deliver.", Also: []string{"extent"}, Example: "{supplier: boards-asia, for: 30 days}", Effects: []Effect{
			{Items: "orders placed with the supplier meanwhile; what it has begun goes on", Changes: "they wait", Staff: "no", End: "the lead times of all that wait begin at once", Overlap: "away until the last of them is over"},
		}, Keys: []Key{
			{Name: "supplier", Is: nameOf("a supplier"), Must: true, Means: "Which supplier.", Example: "boards-asia"},
		}},
		{Name: "change", Called: "`change`", Place: "injects.+.change", About: "Any number of the organisation gets another value.", Also: []string{"extent"}, Example: "{departments.procurement.staff: 2}", Effects: []Effect{
			{Items: "as the number itself: staff, hours and order at once; work and waits when they start; mistakes when a step ends; chances when it ends; handoffs when something leaves; promise, patience and value for new orders", Changes: "one number, to a new value or by a factor", Staff: "as the number says", End: "the old value comes back", Overlap: "of several new values the one that began last holds; factors multiply"},
		}, KeyCalled: "a path",
			AnyKey: &Value{Forms: []Value{text, a("distribution"), a("manual"), under("a length of time or weekdays", &textScalar, text), listOf(text), listOf(a("shift"))}}},
	},
}
