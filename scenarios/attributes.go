package scenarios

import (
	"math"

	"ripple/sim"
	"ripple/sim/draw"
)

// Limits on what the items of one flow can be told apart by.
const (
	maxAttributes = 20
	maxWords      = 100
)

// readAttributes reads what the items of a flow have:
// {amount: lognormal(median 1200; p90 9000), urgency: {P1: 3 %, P2: rest}}.
func (fl *flow) readAttributes(n *node) {
	fl.attributeAt = map[string]int{}
	for _, e := range n.named("attributes", maxAttributes) {
		if !e.key.checkName("an attribute") {
			continue
		}
		a := &sim.Attribute{Name: e.key.text, Ordinal: uint16(len(fl.attributes))}
		if e.value.isWords() {
			a.Words, a.Value = e.value.words(e.key.text)
		} else {
			a.Value, _ = e.value.distribution("attribute `"+clip(e.key.text)+"`", parseNumber)
		}
		fl.attributeAt[e.key.text] = len(fl.attributes)
		fl.attributes = append(fl.attributes, a)
	}
}

// isWords tells {P1: 3 %, P2: rest} from a distribution in braces.
func (n *node) isWords() bool {
	if n.kind != mapping || len(n.entries) == 0 || n.entries[0].key.text == "" {
		return false
	}
	switch first := n.entries[0].key.text; first {
	case "usual", "mean", "nine-in-ten", "cv", "at-least", "at-most":
		return false
	default:
		return first[0] < '0' || first[0] > '9'
	}
}

// words reads words with their shares.
func (n *node) words(of string) ([]string, draw.Dist) {
	var words []string
	var places, shares []float64
	for _, e := range n.named("words", maxWords) {
		if !e.key.checkName("a word") {
			return nil, draw.Dist{}
		}
		if e.key.text == "rest" || e.key.text == "by" {
			e.key.fail("choose another word", "`%s` has a meaning of its own", e.key.text)
			return nil, draw.Dist{}
		}
		words = append(words, e.key.text)
		places = append(places, float64(len(places)))
	}
	shares, ok := n.shares("attribute `" + clip(of) + "`")
	if !ok || len(shares) != len(words) {
		return words, draw.Dist{}
	}
	d, err := draw.Discrete(places, shares)
	if err != nil {
		n.fail("", "%s", err)
	}
	return words, d
}

// shares reads the values of a mapping as shares that add up to 100 %; one of
// them may be `rest`.
func (n *node) shares(what string) ([]float64, bool) {
	var shares []float64
	sum, rest, ok := 0.0, -1, true
	for _, e := range n.entries {
		share := 0.0
		switch {
		case e.value.kind == scalar && (e.value.text == "rest" || e.value.text == "the rest"):
			if rest >= 0 {
				e.value.fail("", "only one can have the rest")
				return nil, false
			}
			rest = len(shares)
		case e.value.kind == empty:
			e.key.fail("for example 40 %", "`%s` has no share", clip(e.key.text))
			ok = false
		default:
			var good bool
			share, good = e.value.share("a share", 0, 1)
			ok = ok && good
		}
		shares, sum = append(shares, share), sum+share
	}
	switch {
	case !ok:
	case rest >= 0 && sum <= 1+1e-9:
		shares[rest] = max(0, 1-sum)
	case math.Abs(sum-1) > 1e-9:
		n.fail("they must add up to 100 %; one of them can be `rest`", "the shares of %s add up to %s", what, percentText(sum))
		return nil, false
	}
	return shares, ok
}

// attribute finds an attribute of the flow by its name.
func (fl *flow) attribute(n *node, name string) *sim.Attribute {
	i, known := fl.attributeAt[name]
	if !known {
		hint := "add it to the flow: `attributes: {" + clip(name) + ": …}`"
		if len(fl.attributes) > 0 {
			hint = n.suggest(name, fl.attributeAt)
		}
		n.fail(hint, "the items of `%s` have no attribute `%s`", fl.name, clip(name))
		return nil
	}
	return fl.attributes[i]
}

// wordAttribute is attribute for one that must be one of several words.
func (fl *flow) wordAttribute(n *node, what string) *sim.Attribute {
	a := fl.attribute(n, n.text)
	if a != nil && a.Words == nil {
		n.fail("for example urgency: {P1: 3 %, P2: 17 %, P3: rest}", "%s goes by an attribute of several words, and `%s` is a number", what, clip(n.text))
		return nil
	}
	return a
}

// numberAttribute is attribute for one that must be a number.
func (fl *flow) numberAttribute(n *node, what string) *sim.Attribute {
	a := fl.attribute(n, n.text)
	if a != nil && a.Words != nil {
		n.fail("for example quantity: {usual: 12, nine-in-ten: 40}", "%s is an attribute that is a number, and `%s` is one of several words", what, clip(n.text))
		return nil
	}
	return a
}
