package format

// Term is something that a condition can watch or an expectation can limit.
type Term struct {
	Of    string // a department, a stock, customers
	Name  string
	Unit  string // how its limit is written: "" is a plain number
	Means string
}

// Watched are what conditions can watch.
func Watched() []Term {
	return []Term{
		{"department", "backlog", "", "items waiting or in hand"},
		{"stock", "stock", "", "pieces on hand"},
		{"customers", "open", "", "orders placed and not finished"},
		{"customers", "overdue", "", "of these, past their promise"},
		{"customers", "lost", "", "orders lost so far, since `from`"},
	}
}

// Outcomes are what expectations can limit.
func Outcomes() []Term {
	return []Term{
		{"customers", "orders", "", "orders placed from `from` to the end of `for`"},
		{"customers", "delivered", "", "of these, delivered"},
		{"customers", "on-time", "%", "share of the orders placed that were delivered by the promised date"},
		{"customers", "late", "", "orders past their promise: delivered late, lost after it, or still open after it"},
		{"customers", "lost", "", "orders given up by the customer, or ended as lost"},
		{"customers", "unfinished", "", "orders still open when the run ended"},
		{"customers", "defective", "", "orders delivered with a mistake that nobody found"},
		{"customers", "left", "", "customers who stopped ordering because of a late or lost order"},
		{"customers", "lead-time", "hours", "elapsed time from placing to delivery, per delivered order"},
		{"customers", "lateness", "hours", "elapsed time past the promise, per delivered order"},
		{"customers", "revenue", "money", "value of delivered orders less penalties"},
		{"agreement", "attainment", "%", "share of what counts under it that was kept"},
		{"agreement", "missed", "", "how many it was not kept for"},
		{"department", "steps", "", "steps finished"},
		{"department", "utilisation", "%", "share of the time of the staff present spent working"},
		{"department", "waiting", "hours", "open time that a step waited for staff, per step"},
		{"department", "turnaround", "hours", "elapsed time from a step's arrival to its end, per step"},
		{"department", "backlog", "", "items waiting or in hand, a mean over time"},
		{"department", "mistakes", "", "steps that left a mistake in the item"},
		{"department", "rework", "%", "share of steps done on a second or later visit"},
		{"department", "other-work", "", "items its steps started, for which steps waited, and that ended"},
		{"department", "freed", "", "steps that had waited for these and went on: forty tickets, one fix"},
		{"department", "cost", "money", "cost of the staff present"},
	}
}

func termTable(terms []Term) [][]string {
	unit := map[string]string{"": "number", "%": "share, 92 %", "hours": "elapsed time, 40h", "money": "amount"}
	rows := [][]string{{"of", "name", "limit", "is"}}
	for _, t := range terms {
		rows = append(rows, []string{t.Of, t.Name, unit[t.Unit], t.Means})
	}
	return rows
}

var conditions = Part{
	Name: "conditions", Title: "Conditions",
	Text: "`when` compares what somebody can see with a limit, by > or <; several comparisons are joined by `and`. It is looked at from day 1 on, every hour unless `checked` says otherwise, and fires once. Who judges it learns of other departments and of customers one handoff later, and what follows begins another handoff later; customers notice from the next midnight on.",
	Code: `injects:
  - when: manufacturing.backlog > 50 and sensor-boards.stock < 100
    checked: every 30m
    slowdown: {department: manufacturing, work: x 1.2, for: 5 days}`,
	Table: termTable(Watched()),
}

var expectations = Part{
	Name: "expectations", Title: "Expectations",
	Text: "An expectation is `WHO.NAME >= LIMIT`, with >=, >, <= or <, about customers, a department or an agreement (by its name), or an outcome that customers have of their own, `patients.moved-treatments`. Without an option's name before it, it is about doing nothing; `baseline: ` and `do-nothing: ` can stand there too. It is met when the whole 95 % range is on the right side, not met when it is on the wrong one, and otherwise undecided, which fails nothing.",
	Code: `expect:
  - consumers.on-time >= 60 %
  - act: consumers.lead-time < 80h`,
	Table: termTable(Outcomes()),
}

var calendars = Part{
	Name: "calendars", Title: "Calendars",
	Text: `A calendar says on which days of the week, in which hours and in which time zone somebody is at work. What a department, a team or a kind of customer does not say is as for the whole organisation. What is most particular wins: extra dates, then closed dates and holidays, then hours by weekday, then days with hours.

Hours may go over midnight: 22:00-06:00 belongs to the day on which it begins. In the night in which summer time begins an hour is missing, in that in which it ends one is there twice; a shift over it is shorter or longer. The time zone data travel with the program.`,
	Code: `calendar:
  timezone: Europe/Brussels
  hours:
    Mon-Thu: 08:00-12:00, 13:00-17:00
    Fri: 08:00-15:00
  closed: [2026-05-01, 2026-12-24 to 2026-12-31]
  extra: {2026-02-14: 09:00-13:00}`,
}

var rates = Part{
	Name: "rates", Title: "Rates of demand",
	Text: "Demand at a rate comes at random moments of the opening hours (a Poisson stream): `55 per day`, `55 a day` and `55/day` are the same. The same customers order at the same moments in every option. `every 10m` is one order after another at exactly that distance; with a distribution in place of 10m the distances differ. `each` after a rate is for each customer of `how-many`, `per person` in a flow inside for each head of the departments it serves.",
	Code: `customers:
  consumers: {demand: 55 per day, season: {Mon: 135 %, Dec: 120 %}}
  hospitals: {orders: {repair: {demand: every gamma(mean 4h; cv 0.5)}}}`,
	Table: [][]string{
		{"written as", "is"},
		{"per hour, per minute, per second", "per open hour, minute or second of the calendar of the customers' orders"},
		{"per day, per working day", "per day on which it is open; nothing on closed days"},
		{"per week", "per week of opening hours"},
		{"per month, per quarter, per year", "a year is 365 days, a month a twelfth, a quarter a fourth of it; spread over the opening hours"},
		{"per calendar day, per calendar week, per calendar hour", "around the clock, nights and closed days too"},
	},
}

var marks = Part{
	Name: "marks", Title: "Marks",
	Text: "A number may say where it comes from, in parentheses after it: (measured), (agreed), (a guess). Marks change nothing; they tell whoever reads the file which numbers to check first.",
	Code: `flows:
  web-order:
    steps:
      take-order: {by: sales, work: 5m (measured)}`,
}

var moments = Part{
	Name: "moments", Title: "Moments",
	Text: "Day 1 is the first day of the run, `from`. Without a time of day, midnight is meant. Times of day are those of the organisation's time zone; `again` after one means its second time in the night in which the clock is put back.",
	Code: `injects:
  - at: between day 10 and day 40
    chance: 30 %
    outage: {system: erp, for: exponential(6h)}`,
	Table: [][]string{
		{"written as", "is"},
		{"day 20 09:00", "the twentieth day, nine o'clock"},
		{"2026-02-03 09:00", "that date, nine o'clock"},
		{"day 20 09:00:12.250", "to the second, or the thousandth of one"},
		{"2026-10-25 02:30 again", "half past two for the second time, when summer time has ended"},
		{"between day 10 and day 40", "a random moment, drawn anew in each replication"},
	},
}

var changes = Part{
	Name: "changes", Title: "What can be changed",
	Text: "A path leads from the top of the organisation to a number, with the names between joined by dots. The new value is written as in the organisation, or as a factor, `x 1.3`. `for`, `ready-after` and `cost` stand beside the paths.",
	Code: `injects:
  - at: day 20
    change: {departments.procurement.staff: 2, flows.web-order.build.work: x 1.3}
    for: 10 days`,
	Table: [][]string{
		{"path", "from when on"},
		{"departments.NAME.staff, .people", "at once; who is at work finishes it first. Where a roster says who is there, only a factor will do"},
		{"departments.NAME.roster", "at once, also its hours for work in hand"},
		{"departments.NAME.limit", "at once; who is inside stays"},
		{"departments.NAME.teams.NAME.staff, .people, .roster, .limit", "the same, of one team"},
		{"departments.NAME.hours, .days", "at once, also for work in hand"},
		{"departments.NAME.order", "at once, for what waits"},
		{"systems.NAME.manual", "while it is down, at once"},
		{"stocks.NAME.reorder.at, .reorder.quantity, .reorder.up-to", "at once; of several rules `reorder.2.at` is that of the second"},
		{"stocks.NAME.reorder.from, .reorder.by", "for orders placed then; a supplier or flow, or several with shares"},
		{"suppliers.NAME.lead-time, .delivery", "for lead times and ways that start"},
		{"suppliers.NAME.minimum", "for orders placed then"},
		{"suppliers.NAME.price", "for what arrives then"},
		{"flows.NAME.priority", "at once, for what waits"},
		{"flows.NAME.STEP.work, .travel, .wait", "for work and waits that start"},
		{"flows.NAME.STEP.wait.never, .at-most", "for waits for customers that start; with `wait: {usual: 4 days, nine-in-ten: 9 days, never: 5 %}` both change, and without `never` in it the chance stays"},
		{"flows.NAME.STEP.chase.every", "once the next chase has come; `never` ends it"},
		{"flows.NAME.STEP.appointment.per-day", "for dates given then"},
		{"flows.NAME.STEP.batch", "at once, for what has gathered and what comes"},
		{"flows.NAME.STEP.only-if, .chance", "for items that come to it then"},
		{"flows.NAME.STEP.whichever", "for items that come to it then: the shares of all who do it"},
		{"flows.NAME.STEP.errors, .finds", "for steps that end"},
		{"flows.NAME.STEP.then.OUTCOME", "for steps that end; the other outcomes keep their proportions"},
		{"flows.NAME.STEP.handoff, handoff", "for what leaves; `handoff` alone is that of all steps that state none"},
		{"customers.NAME.demand, .promise, .patience, .value", "for new orders"},
		{"customers.NAME.orders.FLOW.promise", "the same, of one kind of order"},
	},
}

var lateDeliveries = Part{
	Name: "late-deliveries", Title: "Four ways in which a delivery is late",
	Text: "An order, a shipment, goods on the way and a receipt can each be held. They touch different deliveries: those that are ordered, that leave, or that arrive in the time that the slip lasts.",
	Code: `injects:
  - {at: day 20, slip: {supplier: boards-asia, by: 5 days, for: 10 days}}
  - {at: day 40, slip: {from: boards-asia, by: 5 days, for: 10 days}}
  - {at: day 60, slip: {in-transit: {from: boards-asia}, by: 5 days, for: 10 days}}
  - {at: day 80, slip: {stock: sensor-boards, by: 5 days, for: 10 days}}`,
	Table: [][]string{
		{"held", "written", "touches"},
		{"the order", "department, or supplier", "what is ordered meanwhile, or reaches the department"},
		{"the shipment", "from (and to)", "what leaves meanwhile; not what is on the way"},
		{"goods on the way", "in-transit", "what arrives meanwhile from there, whenever it left"},
		{"the receipt", "stock", "pieces that arrive meanwhile, whoever sent them"},
	},
}

var visits = Part{
	Name: "visits", Title: "Visits by appointment",
	Text: "A visit below takes an hour or two on the road and an hour and a half of work, both of one person. It is booked when the order comes to the step: two working days ahead at least, on the first day on which somebody of the team has one of two places left. On the day, visits go before other work.",
	Code: `flows:
  repair:
    for: hospitals
    steps:
      report: {by: customer-service.front-line, work: 7m}
      visit:  {by: logistics.near, travel: {usual: 70m, nine-in-ten: 3h}, work: 95m, appointment: {notice: 2 working days, per-day: 2 each}}`,
}

var values = Section{
	Name: "values", Title: "How values are written",
	Intro: "Text needs quotes when it holds a colon with a space behind it, or begins with a character that YAML knows. Numbers are written with a point and without separators: 40000 and 0.5. Inside braces a comma ends the value, so the parameters of a distribution are separated by semicolons.",
	Parts: []Part{scalarTable(), marks},
}

func scalarTable() Part {
	p := Part{Name: "single-values", Title: "Single values", Table: [][]string{{"value", "how it is written", "example"}}}
	for _, s := range []*Scalar{
		&textScalar, &nameScalar, &countScalar, &numberScalar, &shareScalar, &factorScalar, &moneyScalar, &perHourScalar, &costScalar, &limitScalar, &yesScalar,
		&spanScalar, &elapsedScalar, &workScalar, &daysScalar, &randomScalar, &dateScalar, &datesScalar, &momentScalar, &daysOfScalar, &hoursScalar, &zoneScalar, &countryScalar,
		&rateScalar, &payScalar, &scheduleScalar, &seasonScalar, &sizeScalar, &guardScalar, &watchScalar, &checkedScalar, &wishScalar, &wayScalar,
	} {
		p.Table = append(p.Table, []string{s.Name, s.Says, s.Example})
	}
	return p
}

// cannot lists what people ask for and the format cannot say.
var cannot = Section{
	Name: "limits", Title: "What cannot be said, and what to write instead",
	Parts: []Part{{Name: "cannot-be-said", Title: "What cannot be said", Table: [][]string{
		{"asked for", "why not", "instead"},
		{"two departments at one step at the same time", "departments meet only by handing work over, which takes time", "split into two steps that begin side by side, `then: [a, b]`, and let a step come `after: [a, b]`"},
		{"another person must do the second step", "the people of a team are not told apart", "give the second step to another team"},
		{"one person keeps a case from beginning to end", "the people of a team are not told apart", "say how many cases they keep in view, waiting ones too: `limit: 60 each`"},
		{"urgent work interrupts what somebody has in hand", "work in hand is finished first, or pauses at closing time", "let the team take up work by priority, and keep steps short"},
		{"work in hand is handed over when a shift ends", "whoever has begun finishes it, or it pauses until the team is open", "the same result: `at-close: pause`, and the next shift goes on with it"},
		{"only the time at the screen grows when a system is slow", "the work of a step is one length of time", "slow the step down by the share: screens that take 30 % longer, for a third of a call, are `slowdown: {step: call.answer, by: 10 %}`"},
		{"lengths of work from a table", "tables hold demand and open work; work is a distribution", "two numbers of the table, `{usual: 9m, nine-in-ten: 20m}`, or a list of measured lengths, `[4m, 5m, 9m]`"},
		{"a reminder that makes customers answer sooner", "when the answer comes is drawn when it is asked for", "the work of reminding is `chase`; what it brings stands beside it in the option that chases more: `change: {flows.claim.documents.chase.every: 3 working days, flows.claim.documents.wait: x 0.8}`"},
		{"an item that waits for the answer of a colleague", "colleagues answer by doing work, which takes their time", "a flow of that work which the step starts and waits for: `starts: {flow: question, wait: yes}`"},
		{"what a claim pays out", "an order's value is what it brings in, and never less than nothing", "leave it out where it is the same in every option; a cost that is not can stand as the `price` of a supplier's step"},
		{"a call back instead of waiting", "there is no other way to wait", "from a date, patience of a day and a later promise: `change: {customers.callers.patience: 1 day}` and `promise`"},
		{"close a channel", "there are no channels, only flows", "nobody orders its flow, and others are ordered more: `surge: {customers: callers, flow: message, by: -100 %}` and another with `by: 15 %`"},
		{"people who work faster or slower the more they have begun", "nobody has two things in hand: what waits within a `limit` costs no work", "`limit: 2 each`, and where the loss is known, so much more work: `work: x 1.2` in a `change` of the step"},
		{"one team's time shared out: 60 % for this, 30 % for that", "a team takes up work in one order", "a team for each kind of work, with its share of the people: `people: {full-time-equivalents: 12.6}`; they help each other with `lend`"},
		{"a department that turns work away", "what is asked for comes, or goes to another department by `whichever`", "an outcome of the first step that ends it, `then: {taken: 80 %, done: rest}`, or a `limit`, outside of which work waits"},
		{"several people build one order at the same time", "one person does a step of one item", "several steps side by side, or several smaller orders: what a stock's `reorder` asks for in boxes of 20 goes to twenty people"},
		{"part of an order is delivered, and the rest later", "an item waits until a step has all the pieces it takes", "smaller orders, more of them"},
		{"a stock for each person, as parts in a van", "the people of a team are not told apart", "one stock of the department, and an outcome for the part that was not in this van: `then: {fixed: 78 %, again: rest}`"},
		{"mistakes in pieces that lie on a shelf", "mistakes are in orders; pieces are only counted", "`errors` at the step that takes them"},
		{"machines that fail more often because they were built badly", "whoever builds them does not know which fail", "beside `errors`, a `surge` of the repairs they bring, and a decrease in the options that prevent them"},
		{"work that breaks something for all, as a release does", "what happens to systems is not part of a flow", "ordinary failures, `fails`; or `outage` with a `chance`, beside what is done more often"},
		{"demand that follows from what we did this week", "customers react to their own orders only", "the days on which it is known to be higher as a `season`, who asks again as `asks`, an order that a step causes as `starts`, and the rest as a `surge` beside what causes it"},
		{"an outcome that is more likely when something took long", "the chance of an outcome does not know the time", "`patience`: what takes longer is lost; or a `change` of the chance from a date"},
		{"a rival whose share of the distributor's shelf grows while our deliveries fail", "the rival has no state of its own", "`leaves: {late: 4 %, lost: 40 %}` of the customers behind the shelf: they take the rival's and do not come back"},
		{"a distributor who is neither a customer nor one of us", "there is no third kind", "a department without `cost`, where a stock lies that it reorders on Mondays, `review: Mondays`; its customers order there"},
		{"customers who try first and then become subscribers", "`how-many` falls with those who leave, and does not rise", "an order of its own with its outcome, `then: {buys: 18 %, lost: rest}`, and the first year as its `value`"},
		{"contracts of three years", "contracts are renewed `yearly`", "a third of those who leave: in any one year a third of the contracts ends"},
		{"a penalty for each day late", "an order that misses an agreement costs one amount", "an agreement for each day, each with its `penalty`: within 48h, within 72h, within 96h"},
		{"a promise about a flow that only steps of other flows start inside", "nobody in particular asks for it", "an agreement on one `step` of it, from arrival to end"},
		{"a share of the time a system has to be up", "agreements are about orders and steps", "the use of it as a flow that `needs` it, and an agreement on that: within 15m, for 99.9 %"},
		{"a condition on how often something happened in seven days", "conditions see what is there now", "the backlog, what is open, overdue or lost so far"},
		{"a condition on an outcome of one's own, as moved treatments", "it is counted when orders have ended", "what is open, overdue or lost of the customers behind it"},
		{"how satisfied customers said they were, to check the model against", "nothing in the model answers a survey", "what they feel: `on-time`, `lead-time`, `lost`, and an outcome of their own, under `actual`"},
		{"stop a step for a while", "people go on with what is theirs to do", "hold what comes to it: `slip: {step: web-order.ship, by: 10 days}`"},
	}}},
}
