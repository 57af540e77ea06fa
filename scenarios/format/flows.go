package format

var flowSection = Section{
	Name: "flows", Title: "Flows and steps",
	Intro: "A flow is a process: the steps that an order, or work inside, goes through. A step that says nothing else follows the line above it.",
	Kinds: []Kind{
		{Name: "flow", Called: "a flow", Place: "organisation.flows.it-ticket", Keys: []Key{
			{Name: "for", Is: called("the name of a kind of customer, of a department, a list of departments, or `departments`", oneOrMore(oneOf(nameOf("a kind of customer"), nameOf("a department"), words("departments")))), Means: "The customers who order it, or the departments it serves inside; `departments` are all of them.", Default: "nobody in particular", Example: "hospitals"},
			{Name: "attributes", Is: called("names of attributes, each with a number, a distribution of one, or words with percentages", named("an attribute", property)), Means: "What its items differ in: numbers (any distribution, without a unit), or words with their shares. They are drawn once for each item and are the same in every option.", Default: "none", Example: "{size: {usual: 2, nine-in-ten: 6, at-most: 40}, urgency: {rush: 10 %, normal: rest}, amount: lognormal(median 120; p90 900)}"},
			{Name: "priority", Is: oneOf(count, nameOf("an attribute of several words")), Means: "Its rank where a team takes up work by priority; the lowest number goes first. By an attribute, its words go in the order in which they are written, from 0 on.", Default: "0", Example: "2"},
			{Name: "steps", Is: named("a step", a("step")), Must: true, Means: "Its steps, in order. The first begins the flow; the last ends it unless it says otherwise.", Example: "{report: {by: customer-service, work: 7m}, visit: {by: logistics, work: 2h}}"},
			{Name: "demand", Is: oneOf(rate, a("demand"), a("table-demand")), Means: "How much the departments of `for` raise; `0.3 per person per week` is for each head. A demand of all together is shared by heads. Each department raises its own in its own hours.", Unit: "per time", Default: "nobody raises it: it is started otherwise", Example: "0.3 per person per week"},
			withMeans(everyKey, "When it starts by the calendar, or the time between two, in place of demand."),
			ifClosedKey,
			withBeside(seasonKey, "demand"),
			aboutKey,
		}},
		{Name: "step", Called: "a step", Place: "organisation.flows.web-order.steps.ship", One: [][]string{{"by", "supplier"}}, Keys: []Key{
			{Name: "by", Is: oneOf(nameOf("a department or department.team"), Value{Scalar: &teamsScalar}), Means: "Who does it: a department, or a team of one. Several teams of one department, `desk.junior or desk.senior`, are those who can do it: the first of which somebody is free takes it, otherwise it waits for whoever is free first.", Example: "logistics"},
			{Name: "supplier", Is: nameOf("a supplier"), Not: []string{"work", "wait", "needs", "takes", "errors", "finds"}, Means: "In place of `by`: the step is this supplier's lead time. The order counts at the department of the line above.", Example: "boards-asia"},
			{Name: "kind", Is: words("work", "approval", "information"), Means: "What it hands over, for `ripple check` to say who serves whom by what; it changes no number.", Default: "work", Example: "approval"},
			{Name: "team-by", Is: nameOf("an attribute of several words"), Not: []string{"supplier"}, Beside: []string{"by"}, Means: "The attribute of the item whose word is the name of the team, of the department in `by`, that does it.", Default: "the first team, unless `by` names one", Example: "region"},
			{Name: "work", Is: workLength, Means: "How long one person works on it. Work counts open time only.", Default: "none: nobody is needed", Unit: "working time", Example: "{usual: 5m, nine-in-ten: 12m}"},
			{Name: "wait", Is: elapsedLength, Means: "Time that passes without anybody here, before the work: a supplier, or a customer's answer.", Default: "none", Unit: "elapsed time", Example: "{usual: 6h, nine-in-ten: 30h}"},
			{Name: "times", Is: nameOf("an attribute that is a number"), With: []string{"work"}, Means: "A number of the item by which its work is multiplied.", Default: "1", Example: "size"},
			{Name: "needs", Is: oneOrMore(nameOf("a system")), Means: "Systems that must be up.", Default: "none", Example: "erp"},
			{Name: "takes", Is: called("names of stocks, each with a number of pieces", named("a stock", pieces)), Means: "Pieces it takes from stocks of its department before the work begins; it waits for them. `size`, or `2 per size`, is by an attribute of the item, to the nearest piece.", Default: "nothing", Unit: "pieces", Example: "{packaging: 1}"},
			{Name: "gives", Is: called("names of stocks, each with a number of pieces or `ordered`", named("a stock", oneOf(words("ordered"), pieces))), Means: "Pieces that reach a stock when the step ends, after the handoff where the stock lies at another department. `ordered` is as many as the reorder asked for.", Default: "nothing", Unit: "pieces", Example: "{packaging: 10}"},
			{Name: "only-if", Is: guard, Means: "Only items that meet this condition on their attributes need the step; the others go on to what follows, after the handoff of the step before. Not for the first step, one that waits for several, or one with outcomes.", Default: "all need it", Example: "urgency is rush and size > 3"},
			{Name: "chance", Is: share, Means: "The chance that an item needs the step, drawn for each; with `only-if`, of those that meet it. The others go on to what follows, after the handoff of the step before.", Default: "100 %", Example: "20 %"},
			{Name: "errors", Is: share, Means: "The chance that it leaves a mistake in the item, which nobody notices yet.", Default: "0 %", Example: "3 %"},
			{Name: "finds", Is: share, With: []string{"back-to"}, Means: "The share of mistakes, made here or before, that are found at the end of the step.", Default: "none are looked for", Example: "85 %"},
			{Name: "back-to", Is: nameOf("a step of this flow"), With: []string{"finds"}, Means: "The step to which an item goes back when a mistake is found in it.", Example: "build"},
			{Name: "then", Is: called("the name of a step, done or lost; a list of steps; or names of outcomes, each with a percentage or a condition, one of them with `rest`", oneOf(oneOrMore(nameOf("a step of this flow, done or lost")), named("an outcome", oneOf(words("rest", "the rest"), guard, share)))), Means: "Where it leads: a step; several steps, which begin side by side; `done`, the end; or named outcomes with their chances. Instead of a chance an outcome can have a condition on the item's attributes (`large: amount > 5000`); conditions are tried in order, before the chances. An outcome called like a step, done or lost leads there; any other is followed by the step that says `after: this-step.outcome`.", Default: "the step on the next line", Example: "{done: 98 %, lost: rest}"},
			{Name: "after", Is: called("a step, an outcome of one, several of them joined by `or`, or a list of them", oneOf(oneOrMore(ways), a("any-of"))), Means: "What it comes after: a step, one outcome of a step (`check.fine`), one of several (`a or b`), or all of several, which must have come before it begins (`[a, b]`).", Default: "the line above", Example: "test"},
			{Name: "handoff", Is: elapsedLength, Means: "The time from here to the next step, or to the customer. Inside a department, only where it is stated.", Default: "the organisation's; none inside a department", Unit: "elapsed time", Example: "{usual: 22h, nine-in-ten: 38h, at-least: 12h}"},
			{Name: "starts", Is: oneOrMore(oneOf(nameOf("a flow"), a("start"))), Means: "Flows of which it starts an item when its work is done. In a flow for customers that is an order, placed then, on the terms that its customers have for that flow; it needs no demand of its own. Like what goes to the next step it takes the step's handoff.", Default: "nothing", Example: "it-ticket"},
			{Name: "waits-for", Is: oneOrMore(nameOf("a flow")), Beside: []string{"starts"}, Means: "Flows for whose open work it waits when its own is done: for one item of each, among those that steps of its department have started and that have not ended. Which one is drawn. When that ends and the news has come, all who wait for it go on together: forty tickets, one fix. Where none is open it goes on at once. Nobody is kept busy meanwhile, and patience goes on.", Default: "nothing", Example: "it-ticket"},
			aboutKey,
		}},
		{Name: "start", Called: "`starts`", Place: "organisation.flows.web-order.steps.ship.starts", About: "An item of another flow that a step starts.", Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Must: true, Means: "The flow of which an item is started.", Example: "it-ticket"},
			{Name: "wait", Is: yesNo, Beside: []string{"flow"}, Means: "Whether what started it stays at the step until it has ended, done or lost, and the news has come: the handoff of the flow's last step. Nobody is kept busy meanwhile, and patience goes on.", Default: "no", Example: "yes"},
		}},
		{Name: "any-of", Called: "`after`", Place: "organisation.flows.web-order.steps.ship.after", About: "Another way to write `a or b`.", Keys: []Key{
			{Name: "any-of", Is: oneOrMore(ways), Must: true, Means: "The step comes after whichever of these an item comes from.", Example: "[test]"},
		}},
	},
}
