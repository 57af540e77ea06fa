package scenarios

import (
	"regexp"
	"slices"
	"strings"

	"ripple/sim"
)

// maxClauses is how many comparisons one condition may join.
const maxClauses = 20

var (
	numberClause = regexp.MustCompile(`^(\S+?)\s*(<=|>=|==|=|<|>)\s*(.*)$`)
	wordClause   = regexp.MustCompile(`^(\S+) is (not one of|one of|not|any of)?\s*(.+)$`)
	wordLists    = regexp.MustCompile(`\s*[;,]\s*`)
)

// isGuard tells a condition on attributes from a share.
func isGuard(n *node) bool {
	return n.kind == scalar && (strings.ContainsAny(n.text, "<>=") || strings.Contains(n.text, " is "))
}

// guard reads a condition on the attributes of the flow's items:
// `amount > 5000 and urgency is P1`.
func (fl *flow) guard(n *node) *sim.Guard {
	const example = "for example amount > 5000, urgency is P1, urgency is one of P1; P2; several are joined by `and`, or by `or`"
	text, ok := n.str("a condition")
	if !ok {
		return nil
	}
	and, or := strings.Contains(text, " and "), strings.Contains(text, " or ")
	if and && or {
		n.fail("use only one of the two; for several words write `is one of P1; P2`", "`%s` mixes `and` with `or`", clip(text))
		return nil
	}
	g := &sim.Guard{Any: or}
	between := " and "
	if or {
		between = " or "
	}
	parts := strings.Split(text, between)
	if len(parts) > maxClauses {
		n.fail("", "a condition has at most %d parts", maxClauses)
		return nil
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		var c sim.Clause
		if m := wordClause.FindStringSubmatch(part); m != nil {
			c, ok = fl.wordClause(n, m)
		} else if m := numberClause.FindStringSubmatch(part); m != nil {
			c, ok = fl.numberClause(n, m)
		} else if last := len(g.Clauses) - 1; last >= 0 && or && g.Clauses[last].Test == sim.Among && slices.Contains(g.Clauses[last].Attribute.Words, part) {
			// `urgency is P1 or P2`
			c, ok = sim.Clause{Attribute: g.Clauses[last].Attribute, Test: sim.Among, Words: []int{slices.Index(g.Clauses[last].Attribute.Words, part)}}, true
		} else {
			n.fail(example, "`%s` is no condition", clip(part))
			return nil
		}
		if !ok {
			return nil
		}
		g.Clauses = append(g.Clauses, c)
	}
	return g
}

func (fl *flow) numberClause(n *node, m []string) (c sim.Clause, ok bool) {
	if c.Attribute = fl.attribute(n, m[1]); c.Attribute == nil {
		return c, false
	}
	name := clip(m[1])
	if c.Attribute.Words != nil {
		n.fail("write `"+name+" is "+c.Attribute.Words[0]+"`", "`%s` is one of several words: they are not compared by `%s`", name, m[2])
		return c, false
	}
	switch m[2] {
	case ">":
		c.Test = sim.Above
	case ">=":
		c.Test = sim.AtLeast
	case "<":
		c.Test = sim.Below
	case "<=":
		c.Test = sim.AtMost
	default:
		n.fail("write >, >=, < or <=", "`%s` cannot be used in a condition", m[2])
		return c, false
	}
	var err error
	if c.Limit, err = parseNumber(m[3]); err != nil {
		n.failWith(err)
		return c, false
	}
	return c, true
}

func (fl *flow) wordClause(n *node, m []string) (c sim.Clause, ok bool) {
	if c.Attribute = fl.attribute(n, m[1]); c.Attribute == nil {
		return c, false
	}
	if c.Attribute.Words == nil {
		n.fail("write for example "+clip(m[1])+" > 5000", "`%s` is a number: it is compared by >, >=, < or <=", clip(m[1]))
		return c, false
	}
	c.Test = sim.Among
	if strings.HasPrefix(m[2], "not") {
		c.Test = sim.NotAmong
	}
	words := []string{m[3]}
	if strings.HasSuffix(m[2], " of") {
		words = wordLists.Split(m[3], -1)
	}
	for _, word := range words {
		i, ok := fl.word(n, c.Attribute, word)
		if !ok {
			return c, false
		}
		c.Words = append(c.Words, i)
	}
	return c, true
}
