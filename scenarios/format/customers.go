package format

var customerSection = Section{
	Name: "customers", Title: "Customers",
	Intro: "A kind of customer orders one flow, or several with `orders`. What is said of all orders holds for each kind of order that does not say otherwise.",
	Parts: []Part{rates},
	Kinds: []Kind{
		{Name: "customers", Called: "a kind of customer", Place: "organisation.customers.consumers", Also: []string{"orders"}, Keys: []Key{
			{Name: "orders", Not: []string{"demand", "every"}, Is: called("names of flows, each with a rate, or with its own keys (ripple help format ordered)", named("a flow", oneOf(rate, a("ordered")))), Means: "What they order, where it is more than one flow: each flow with its demand, or with all that differs. A flow that steps start needs no demand, and has to be named only where something differs.", Default: "the only flow that is for them", Example: "{web-order: 55 per day}"},
			{Name: "how-many", Is: count, Means: "How many customers there are.", Default: "uncounted", Unit: "customers", Example: "4000"},
			{Name: "accounts", Not: []string{"how-many"}, Is: called("a number, or names with their shares of the orders, one of them with `rest`", oneOf(count, named("an account", oneOf(words("rest"), share)))), Means: "Customers by name, in place of `how-many`: each with its share of the orders, or so many equal ones. An account that leaves goes with all that it orders.", Default: "customers have no names", Example: "{st-anna: 12 %, others: rest}"},
			{Name: "pays", Beside: []string{"how-many"}, Is: Value{Scalar: &payScalar}, Means: "What each customer pays for being there, beside the value of orders, until the day it leaves.", Default: "nothing", Unit: "money; a year is 365 days", Example: "540 per year"},
			{Name: "leaves", Is: a("leaves"), Beside: []string{"how-many"}, Means: "How many of those who were served badly stop ordering, from the next day on; demand falls with them. They must be counted: by `how-many` or `accounts`.", Default: "nobody leaves", Example: "{late: 2 %, lost: 30 %}"},
			{Name: "renews", With: []string{"leaves"}, Beside: []string{"how-many", "leaves"}, Is: words("yearly"), Means: "Who leaves goes only on the day of the year on which the contract is renewed, which differs from customer to customer and may lie after the end of the run.", Default: "who leaves goes the next day", Example: "yearly"},
			{Name: "installed", Not: []string{"demand", "every"}, Is: a("installed"), Means: "Machines in use at these customers, which fail and so bring orders.", Default: "none", Example: "{start: 5200, fails: 0.4 per year each, orders: web-order}"},
			{Name: "outcomes", Is: named("an outcome", a("outcome")), Means: "What happens to them that is no money: so much for each order, theirs or that of others, that ended in some way. Customers with outcomes need not order anything.", Default: "none", Example: "{moved-treatments: {counts: late repair, times: 1.5}}"},
			aboutKey,
		}},
		{Name: "outcome", Called: "an outcome", Place: "organisation.customers.consumers.outcomes.moved-treatments", About: "An outcome that is no money, under a name of its own: tables show it beside on time and lost orders, and expectations can limit it, `patients.moved-treatments <= 40`. Counted are the orders that the other numbers count, those placed from `from` to the end of `for`, in thousandths.", Keys: []Key{
			{Name: "counts", Is: oneOrMore(Value{Scalar: &countedScalar}), Must: true, Means: "Orders of a flow, of these or other customers, that ended in one of these ways, each once: `delivered`, `on-time`, `late` (delivered, lost or still open past the promise), `lost`, `unfinished` (still open when the run ended), `faulty` (delivered with a mistake that nobody found). A list is of several flows.", Example: "late or lost repair"},
			{Name: "only-if", Is: guard, Beside: []string{"counts: late web-order"}, Means: "Only orders of whose attributes this holds.", Default: "all", Example: "size > 3"},
			{Name: "times", Is: Value{Scalar: &timesScalar}, Means: "What each order counts for: a number, an attribute of the order that is one, or `1.5 per size`.", Default: "1", Example: "1.5"},
			{Name: "better", Is: words("fewer", "more"), Means: "Which direction tables call better.", Default: "fewer; more where only `delivered` or `on-time` orders count", Example: "fewer"},
			aboutKey,
		}},
		{Name: "ordered", Called: "what is ordered", Place: "organisation.customers.hospitals.orders.repair", About: "One kind of order.", Also: []string{"orders"}},
		{Name: "orders", Called: "orders", Also: []string{"hours"}, Keys: []Key{
			{Name: "demand", Is: called("a rate, or a table's keys (ripple help format table-demand)", oneOf(rate, a("demand"), a("table-demand"))), Means: "How much is ordered, at random moments of the opening hours; `each` is for each of `how-many` customers; `every 10m` is one order after another at that distance. Or what a table says.", Unit: "orders per time; a day is an open day, a year 365 days", Example: "55 per day"},
			everyKey,
			ifClosedKey,
			seasonKey,
			{Name: "promise", Is: oneOf(span, a("promise-by")), Means: "What customers are told: an order past this is late. By an attribute of the order, each word has its own: `{by: urgency, P1: 8h, P2: 5 days, P3: none}`.", Default: "no date is promised, and nothing is late", Example: "5 working days"},
			{Name: "patience", Is: patience, Means: "How long a customer waits before giving the order up; the same for all, or drawn for each order.", Default: "for ever", Example: "15 days"},
			{Name: "patience-until", With: []string{"patience"}, Beside: []string{"patience"}, Is: words("first-step", "delivery"), Means: "When patience ends: with the first step, for those who hang up while it rings but not once somebody has answered, or with the delivery. Who is being served gives up only when a system stops the work.", Default: "delivery", Example: "first-step"},
			{Name: "balks", Is: a("balks"), Means: "Customers go away at once when too many wait before them: the order is lost.", Default: "nobody does", Example: "{above: 10, chance: 40 %}"},
			{Name: "retry", Is: a("retry"), Means: "Who gave an order up, or went away, comes again later: an order of its own, on the terms that hold then.", Default: "nobody does", Example: "{chance: 60 %, after: 20m}"},
			{Name: "asks", Is: a("asks"), Means: "While an order is open its customer asks about it now and then, by an order of another flow. They know whether it is open as of the midnight before.", Default: "nobody asks", Example: "{flow: repair, every: 6 working days}"},
			{Name: "value", Is: worth, Means: "What a delivered order brings in; `2100 per size` is multiplied by an attribute of the order that is a number.", Default: "0", Example: "180"},
			{Name: "penalty", Is: money, Means: "What a late or lost order costs.", Default: "0", Example: "15"},
		}},
		{Name: "demand", Called: "`demand`", Place: "organisation.customers.consumers.demand", About: "Demand as the time between two orders.", Keys: []Key{
			{Name: "every", Is: workLength, Must: true, Means: "The time between two orders.", Unit: "opening hours", Example: "gamma(mean 10m; cv 0.5)"},
		}},
		{Name: "promise-by", Called: "a promise", Place: "organisation.customers.consumers.promise", About: "A promise to each kind of order, by an attribute of its flow.", KeyCalled: "the attribute's words", AnyKey: &Value{Forms: []Value{span, words("none")}}, Keys: []Key{
			{Name: "by", Is: nameOf("an attribute of several words"), Must: true, Beside: []string{"rest"}, Means: "The attribute.", Example: "urgency"},
			{Name: "rest", Is: oneOf(span, words("none")), Beside: []string{"by"}, Means: "What all words are promised that are not named.", Default: "every word is named", Example: "5 working days"},
		}},
		tableDemand,
		{Name: "balks", Called: "`balks`", Place: "organisation.customers.consumers.balks", About: "Customers who do not join a long queue.", Keys: []Key{
			{Name: "above", Is: count, Must: true, Means: "They go when more than this wait for staff at the team of the flow's first step.", Unit: "items waiting", Example: "10"},
			{Name: "chance", Beside: []string{"above"}, Is: share, Means: "How many of them go.", Default: "100 %", Example: "40 %"},
		}},
		{Name: "retry", Called: "`retry`", Place: "organisation.customers.consumers.retry", About: "Customers who try again. Not in flows whose orders are at several steps at once.", Keys: []Key{
			{Name: "chance", Is: share, Must: true, Beside: []string{"after"}, Means: "How many of those who gave up come again; those who give up again, too.", Example: "60 %"},
			{Name: "after", Is: elapsedLength, Must: true, Beside: []string{"chance"}, Means: "How long after they gave up. A random time states the least it can be.", Unit: "elapsed time", Example: "20m"},
		}},
		{Name: "asks", Called: "`asks`", Place: "organisation.customers.consumers.asks", About: "Questions about open orders.", Keys: []Key{
			{Name: "flow", Is: nameOf("a flow"), Must: true, Beside: []string{"every"}, Means: "What a question is: a flow for customers. It needs no demand of its own.", Example: "repair"},
			{Name: "every", Is: span, Must: true, Beside: []string{"flow"}, Means: "How long after the order was placed they ask, and after each question again.", Example: "6 working days"},
		}},
		{Name: "installed", Called: "`installed`", Place: "organisation.customers.hospitals.installed", About: "Machines in use. Their failures are orders, in proportion to their number.", Keys: []Key{
			{Name: "start", Is: count, Must: true, Means: "How many are in use at first.", Unit: "machines", Example: "5200"},
			{Name: "fails", Is: rate, Must: true, Means: "How often: `0.4 per year each`, in the opening hours of the orders.", Unit: "orders per time", Example: "0.4 per year each"},
			{Name: "orders", Is: nameOf("a flow"), Must: true, Means: "What is ordered when one fails. Its promise, value and the like stand under `orders`, where they differ.", Example: "pump-repair"},
			{Name: "grows-by", Is: nameOf("a flow"), Means: "Orders of this flow, which are the same customers', bring machines into use when they are delivered, from the next day on.", Default: "their number stays", Example: "repair"},
			{Name: "per", Beside: []string{"grows-by"}, With: []string{"grows-by"}, Is: oneOf(count, nameOf("an attribute of that flow")), Means: "How many machines each such order brings: a number, or an attribute of the order.", Default: "1", Unit: "machines", Example: "2"},
			{Name: "at-most", Is: count, Means: "More are never in use: a run in which they outgrow it ends with an error.", Default: "twice what the orders of `grows-by` would bring", Unit: "machines", Example: "9000"},
		}},
		{Name: "leaves", Called: "`leaves`", Place: "organisation.customers.hospitals.leaves", About: "Customers who leave.", Keys: []Key{
			{Name: "late", Is: share, Means: "The share of those who leave after a late order.", Default: "0 %", Example: "2 %"},
			{Name: "lost", Is: share, Means: "The share of those who leave after a lost order.", Default: "0 %", Example: "30 %"},
		}},
	},
}
