package scenarios

import (
	"math"
	"strconv"
	"strings"

	"ripple/sim"
)

// maxAccounts bounds the named customers of one kind.
const maxAccounts = 10_000

// installed are machines in use at customers, which fail.
type installed struct {
	node     *node
	start    int64
	most     int64 // 0: reckoned from the flow that it grows by
	growNode *node
	grows    int // flow; -1: none
	perNode  *node
	per      int64
	by       *sim.Attribute
}

// readPopulation reads how many there are, who they are, what they pay, and who leaves.
func (s *segment) readPopulation(f *fields) {
	switch f.oneOf("how-many", "accounts") {
	case "how-many":
		if n := f.get("how-many"); n != nil {
			s.customers, _ = n.count("customers", 1, maxPieces)
		}
	case "accounts":
		if n := f.get("accounts"); n != nil {
			s.readAccounts(n)
		}
	}
	counted := s.customers > 0 || f.has("how-many") || f.has("accounts")
	if n := f.get("leaves"); n != nil {
		l := n.fields("leaves")
		if v := l.get("late"); v != nil {
			s.leaveLate, _ = v.share("the share that leaves", 0, 1)
		}
		if v := l.get("lost"); v != nil {
			s.leaveLost, _ = v.share("the share that leaves", 0, 1)
		}
		if !counted {
			n.fail("add for example `how-many: 4000`", "customers who leave must be counted")
		}
	}
	if n := f.get("pays"); n != nil {
		s.pays, _ = read(n, "what a customer pays", parsePay)
		if !counted {
			n.fail("add for example `how-many: 4000`", "customers who pay must be counted")
		} else if float64(s.pays)*float64(s.customers) > 1e15 {
			n.fail("", "that is too much money")
			s.pays = 0
		}
	}
	if n := f.get("renews"); n != nil {
		_, s.renews = n.choice("`renews`", "yearly")
		if !f.has("leaves") {
			n.fail("add for example `leaves: {late: 2 %, lost: 30 %}`", "nobody leaves, at a renewal or otherwise")
		}
	}
}

// parsePay reads 540 per year as cents for 365 days.
func parsePay(text string) (int64, error) {
	amount, unit, said := strings.Cut(text, " per ")
	cents, err := parseMoney(amount)
	if err != nil {
		return 0, err
	}
	per := map[string]float64{"year": 1, "quarter": 4, "month": 12, "week": 365.0 / 7, "day": 365}[strings.TrimSpace(unit)]
	switch {
	case !said:
		return 0, faultf("write "+strings.TrimSpace(amount)+" per year", "`%s`: per what?", clip(text))
	case per == 0:
		return 0, faultf("for example 540 per year or 45 per month", "`per %s` cannot be used here", clip(unit))
	case cents < 0:
		return 0, faultf("", "what a customer pays cannot be negative")
	}
	return int64(math.Round(float64(cents) * per)), nil
}

// readAccounts reads how many there are, or each with its share of the orders.
func (s *segment) readAccounts(n *node) {
	if n.kind == scalar {
		many, ok := n.count("accounts", 1, maxAccounts)
		for i := range many {
			s.accounts = append(s.accounts, sim.Account{Name: "account-" + strconv.FormatInt(i+1, 10), Share: 1 / float64(many)})
		}
		s.customers = many
		if !ok {
			s.customers = 0
		}
		return
	}
	sum, rest := 0.0, -1
	for _, e := range n.named("accounts", maxAccounts) {
		if !e.key.checkName("an account") {
			return
		}
		a := sim.Account{Name: e.key.text}
		if e.value.kind == scalar && e.value.text == "rest" && rest < 0 {
			rest = len(s.accounts)
		} else if e.value.kind == empty {
			e.key.fail("for example 12 %", "account `%s` has no share of the orders", clip(a.Name))
			return
		} else {
			var ok bool
			if a.Share, ok = e.value.share("a share of the orders", 0, 1); !ok {
				return
			}
		}
		sum += a.Share
		s.accounts = append(s.accounts, a)
	}
	switch {
	case rest >= 0 && sum <= 1+1e-9:
		s.accounts[rest].Share = max(0, 1-sum)
	case math.Abs(sum-1) > 1e-9 && len(s.accounts) > 0:
		n.fail("they must add up to 100 %; one of them can be `rest`, or write how many there are: `accounts: 64`", "the shares of the accounts add up to %s", percentText(sum))
	}
	s.customers = int64(len(s.accounts))
}

// readInstalled reads machines in use, and the orders that they bring.
func (s *segment) readInstalled(n *node, base stream) {
	f := n.fields("installed")
	x := &installed{node: n, grows: -1}
	if v := f.need("start"); v != nil {
		x.start, _ = v.count("machines", 0, maxPieces)
	}
	if v := f.get("at-most"); v != nil {
		if x.most, _ = v.count("machines", 1, maxPieces); x.most < x.start {
			v.fail("", "there are more than that at first")
		}
	}
	x.growNode, x.perNode = f.get("grows-by"), f.get("per")
	if x.perNode != nil && !f.has("grows-by") {
		x.perNode.fail("add for example `grows-by: hospital-order`", "`per` is how many machines each order brings: which order?")
	}
	orders, fails := f.need("orders"), f.need("fails")
	if orders == nil || fails == nil {
		return
	}
	st := base
	at := -1
	for i, other := range s.streams {
		if other.flowNode != nil && other.flowNode.text == orders.text {
			st, at = *other, i
		}
	}
	if at >= 0 && !st.silent {
		orders.fail("state it in one of the two places", "`%s` has `demand` already", clip(orders.text))
		return
	}
	st.node, st.flowNode, st.silent, st.machines = fails, orders, false, x
	st.people = float64(max(1, x.start)) // `each` is for each machine
	st.readDemand(fails)
	if st.gap.IsZero() {
		if st.schedule != nil || st.moments != nil {
			fails.fail("write a rate: 0.4 per year each", "machines fail at random")
		}
		return
	}
	if at >= 0 {
		s.streams[at] = &st
	} else {
		s.streams = append(s.streams, &st)
	}
}

// resolveInstalled finds the flow that machines grow by.
func (org *organisation) resolveInstalled(segment int, x *installed) {
	x.per = 1
	if x.growNode == nil {
		return
	}
	if x.grows = x.growNode.find("a flow", org.flowAt); x.grows < 0 {
		return
	}
	fl := org.flows[x.grows]
	if fl.segment != segment {
		x.growNode.fail("name a flow that these customers order", "flow `%s` is not for `%s`", fl.name, org.segments[segment].name)
		return
	}
	if x.perNode == nil {
		return
	}
	if x.perNode.kind == scalar && !plainNumber.MatchString(x.perNode.text) {
		if x.by = fl.attribute(x.perNode, x.perNode.text); x.by != nil && x.by.Words != nil {
			x.perNode.fail("name an attribute that is a number", "`%s` is one of several words", clip(x.perNode.text))
		}
		return
	}
	x.per, _ = x.perNode.count("machines", 1, maxPieces)
}

// build makes the machines of a stream, and says for how many of them its
// candidates come: twice what the flow they grow by would bring, and a few.
func (x *installed) build(b *builder, st *stream) *sim.Machines {
	m := &sim.Machines{Start: x.start, GrowsBy: x.grows, Per: x.per, PerAttribute: x.by, Most: x.most}
	if m.Most > 0 {
		return m
	}
	grow := 0.0
	if x.grows >= 0 {
		each := float64(x.per)
		if x.by != nil {
			each = x.by.Value.Mean()
		}
		for _, other := range b.org.segments[b.org.flows[x.grows].segment].streams {
			if other.flow == x.grows {
				grow += other.perWeek() / 7 * float64(b.run.total()) * each
			}
		}
	}
	m.Most = max(1, x.start+int64(math.Ceil(2*grow))+int64(math.Ceil(grow/10))+10*x.per)
	if x.grows < 0 {
		m.Most = max(1, x.start)
	}
	return m
}
