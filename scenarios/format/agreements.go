package format

var agreementSection = Section{
	Name: "agreements", Title: "Agreements",
	Intro: "An agreement is a time that a department promised to customers or to other departments, for a share of what they ask. Of whole orders those count that were placed in the days that are counted: kept when delivered in time, missed when delivered, lost or still open after it; one that was lost or is open before its time is up does not count. Of one step those items count that were through with it in these days. Working time is that of the department that promised.",
	Kinds: []Kind{
		{Name: "agreement", Called: "an agreement", Place: "organisation.agreements.0", Keys: []Key{
			{Name: "name", Is: Value{Scalar: &nameScalar}, Means: "What results and `expect` call it.", Default: "the flow, the step and to whom: `it-ticket-for-sales`", Example: "fast-help"},
			{Name: "from", Is: nameOf("a department"), Must: true, Means: "Who promised: a department that works on the flow, or does the step.", Example: "logistics"},
			{Name: "to", Is: oneOrMore(oneOf(nameOf("a kind of customer"), nameOf("a department"), words("departments"))), Must: true, Means: "To whom: customers, a department, several of them (an agreement for each), or all `departments` together.", Example: "consumers"},
			{Name: "flow", Is: nameOf("a flow"), Must: true, Means: "What they ask for.", Example: "web-order"},
			{Name: "step", Is: nameOf("a step of this flow"), Means: "Only the time at this step, from an item's arrival to the step's end.", Default: "the whole order, from placing to delivery", Example: "take-order"},
			{Name: "only-if", Is: guard, Means: "Only items of whose attributes this holds.", Default: "all", Example: "size > 3"},
			{Name: "within", Is: span, Must: true, Means: "How long it may take.", Example: "5 working days"},
			{Name: "for", Is: share, Must: true, Means: "Of which share that was promised.", Example: "95 %"},
			{Name: "clock-stops", Is: oneOrMore(nameOf("a step of this flow")), Means: "Steps whose time does not count, from an order's arrival there to the step's end; at a step that waits for the customer (`wait-for`) only while it waits. What was left of the time then goes on afterwards.", Default: "the clock never stops", Example: "query"},
			{Name: "penalty", Is: money, Means: "What each order that missed costs; `550 each` means the same. Only towards customers.", Default: "0", Example: "550"},
			aboutKey,
		}},
	},
}
