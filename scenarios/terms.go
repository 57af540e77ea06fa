package scenarios

import (
	"math"
	"slices"
	"strings"

	"ripple/sim"
	"ripple/sim/calendar"
)

// readPromise reads 5 working days, or by an attribute of the order:
// {by: urgency, P1: 8h, P2: 5 days, rest: none}.
func (s *stream) readPromise(n *node) {
	s.promiseBy, s.promises = nil, nil
	if n.kind != mapping {
		s.promise, _ = n.span("a promise")
		return
	}
	s.promise = calendar.Span{}
	for _, e := range n.entries {
		if e.key.text == "by" {
			s.promiseBy = e.value
		} else {
			s.promises = append(s.promises, e)
		}
	}
	// `rest` is for those that the others leave, wherever it stands.
	slices.SortStableFunc(s.promises, func(a, b entry) int {
		switch {
		case a.key.text != "rest" && b.key.text == "rest":
			return -1
		case a.key.text == "rest" && b.key.text != "rest":
			return 1
		}
		return 0
	})
	if _, ok := byOf(n, s.promiseBy); !ok {
		s.promiseBy, s.promises = nil, nil
	}
}

// byOf is the name of the attribute that something goes by.
func byOf(n, by *node) (string, bool) {
	if by == nil {
		n.fail("for example {by: urgency, P1: 8h, P2: 5 days}", "a promise in braces goes by an attribute, and does not say which")
		return "", false
	}
	return by.str("an attribute")
}

// readValue reads 180, or 2100 per quantity.
func (s *stream) readValue(n *node) {
	s.valuePer = nil
	if n.kind == scalar {
		if amount, per, said := strings.Cut(unmarked(n.text), " per "); said {
			inner, of := *n, *n
			inner.text, of.text = amount, strings.TrimSpace(per)
			n, s.valuePer = &inner, &of
		}
	}
	s.value, _ = n.money("a value")
}

// terms are what the orders of a stream are promised and bring, by their flow's
// attributes.
func (s *stream) terms(f *flow, ms *sim.Stream) {
	if s.valuePer != nil {
		if ms.ValuePer = f.numberAttribute(s.valuePer, "the number that a value is multiplied by"); ms.ValuePer != nil && float64(s.value)*greatest(ms.ValuePer) > maxMoney*100 {
			s.valuePer.fail("let the attribute end somewhere: `at-most: 100`", "some orders would bring more than anybody has")
		}
	}
	if s.promiseBy == nil {
		return
	}
	by := f.wordAttribute(s.promiseBy, "a promise")
	if by == nil {
		return
	}
	promises := make([]calendar.Span, len(by.Words))
	said := make([]bool, len(by.Words))
	for _, e := range s.promises {
		var promise calendar.Span
		switch {
		case e.value.kind == empty:
			e.key.fail("for example 5 working days, or none", "`%s` is promised nothing", clip(e.key.text))
			return
		case e.value.kind != scalar || e.value.text != "none":
			promise, _ = e.value.span("a promise")
		}
		if e.key.text == "rest" {
			for word := range said {
				if !said[word] {
					said[word], promises[word] = true, promise
				}
			}
			continue
		}
		word, ok := f.word(e.key, by, e.key.text)
		if !ok {
			return
		}
		said[word], promises[word] = true, promise
	}
	for word, is := range said {
		if !is {
			s.promiseBy.fail("add `"+by.Words[word]+": 5 working days`, or `rest: none`", "nothing is said of the promise to `%s`", by.Words[word])
			return
		}
	}
	ms.PromiseBy, ms.Promises = by, promises
}

// word finds the place of a word of an attribute.
func (fl *flow) word(n *node, a *sim.Attribute, text string) (int, bool) {
	for i, w := range a.Words {
		if w == text {
			return i, true
		}
	}
	n.fail(didYouMean(text, a.Words), "`%s` is never `%s`", a.Name, clip(text))
	return 0, false
}

// greatest is the most that an attribute can be, in a run.
func greatest(a *sim.Attribute) float64 { return a.Value.Quantile(1 - 0x1p-53) }

// promised tells whether any of the orders is promised a date.
func (s *stream) promised() bool { return s.promiseBy != nil || !s.promise.IsZero() }

// promiseText is the promise in words.
func (s *stream) promiseText() string {
	if s.promiseBy != nil {
		return "by " + s.promiseBy.text
	}
	return s.promise.String()
}

// readPer reads a number of pieces: 2, an attribute of the item, or 2 per size.
func (fl *flow) readPer(n *node) (quantity int64, per *sim.Attribute, ok bool) {
	text, isText := n.str("a number of pieces")
	if !isText {
		return 0, nil, false
	}
	name := unmarked(text)
	quantity = 1
	if number, after, said := strings.Cut(name, " per "); said {
		inner := *n
		inner.text, name = number, strings.TrimSpace(after)
		if quantity, ok = inner.count("pieces", 1, maxPieces); !ok {
			return 0, nil, false
		}
	} else if name == "" || strings.ContainsAny(name[:1], "+-.0123456789") {
		quantity, ok = n.count("pieces", 1, maxPieces)
		return quantity, nil, ok
	}
	of := *n
	of.text = name
	per = fl.numberAttribute(&of, "a number of pieces")
	if per != nil && float64(quantity)*greatest(per) > mostOfOne {
		n.fail("let the attribute end somewhere: `at-most: 100`", "some items would take %.3g pieces at once", math.Round(float64(quantity)*greatest(per)))
		return quantity, nil, false
	}
	return quantity, per, per != nil
}

// mostOfOne is how many pieces one item may take at once.
const mostOfOne = 1_000_000
