package scenarios

import (
	"strings"

	"ripple/sim"
)

// injects reads what happens in every arm but the baseline.
func (b *builder) injects(n *node) {
	if n == nil {
		return
	}
	if n.kind != list {
		n.fail("write each as an item: `- at: day 20 09:00`, and below it what happens", "`injects` is a list")
		return
	}
	if len(n.items) > maxEffects {
		n.fail("", "%d injects: at most %d", len(n.items), maxEffects)
		return
	}
	for i, item := range n.items {
		in := b.eventLine(item, i)
		if in == nil {
			continue
		}
		b.eventList = append(b.eventList, in)
		if in.words {
			continue
		}
		if e, ok := b.effect(item, "inject", "inject"); ok {
			e.Identity = uint64(in.Number)
			in.Effect, in.Does = len(b.model.Effects), b.does
			arms := b.arms(true)
			arms[sim.Baseline] = false
			b.addEffect(item, e, arms)
		}
	}
	b.nameApart()
}

// responseIdentity is that of the first response of an option: beyond all injects'.
const responseIdentity = 1 << 32

// option is a named list of responses.
type option struct {
	node  *node
	label string
	items []*node
}

// readOptions finds the options of a scenario, so that every effect knows how
// many arms there are.
func readOptions(n *node) []option {
	if n == nil {
		return nil
	}
	var out []option
	for _, e := range n.named("options", maxOptions) {
		if !e.key.checkName("an option") {
			continue
		}
		o := option{node: e.key, label: strings.ReplaceAll(e.key.text, "-", " ")}
		body := e.value
		if body.kind == mapping && optionBody(body) {
			f := body.fields("option")
			if l := f.get("label"); l != nil {
				o.label = l.prose("a label")
			}
			if body = f.need("responses"); body == nil {
				continue
			}
		}
		switch body.kind {
		case empty:
			e.key.fail("for example [{at: day 22, expedite: {flow: replenish-boards}}]", "option `%s` does nothing; do-nothing is always there", clip(e.key.text))
			continue
		case scalar:
			body.fail("for example [{at: day 22, expedite: {flow: replenish-boards}}]", "an option is a list of responses")
			continue
		}
		o.items = body.list()
		if len(o.items) > maxEffects {
			body.fail("", "%d responses: at most %d", len(o.items), maxEffects)
			continue
		}
		out = append(out, o)
	}
	return out
}

// optionBody tells {label: …, responses: […]} from a single response written
// without a list.
func optionBody(n *node) bool {
	for _, e := range n.entries {
		if e.key.text == "label" || e.key.text == "responses" {
			return true
		}
	}
	return false
}

// addArms makes the arms: baseline, do-nothing, and one per option.
func (b *builder) addArms(options []option) {
	b.model.Arms = []sim.Arm{
		{Name: "baseline", Label: "nothing goes wrong"},
		{Name: "do-nothing", Label: "nobody responds"},
	}
	b.options["baseline"], b.options["do-nothing"] = sim.Baseline, sim.DoNothing
	for _, o := range options {
		b.options[o.node.text] = len(b.model.Arms)
		b.model.Arms = append(b.model.Arms, sim.Arm{Name: o.node.text, Label: o.label})
	}
}

// responses reads what each option adds to the injects.
func (b *builder) responses(options []option) {
	for i, o := range options {
		for k, item := range o.items {
			e, ok := b.effect(item, "response", o.node.text)
			if !ok {
				continue
			}
			// The same in every option, so that the same response meets the same chance.
			e.Identity = responseIdentity + uint64(k)
			arms := b.arms(false)
			arms[sim.DoNothing+1+i] = true
			b.addEffect(item, e, arms)
		}
	}
}

func (b *builder) arms(value bool) []bool {
	arms := make([]bool, len(b.model.Arms))
	for i := range arms {
		arms[i] = value
	}
	return arms
}

// addEffect puts an effect with its arms into the model.
func (b *builder) addEffect(n *node, e sim.Effect, arms []bool) {
	if len(b.model.Effects) >= maxEffects {
		n.fail("", "more than %d injects and responses", maxEffects)
		return
	}
	if b.changes += len(e.Changes); b.changes > maxModelChanges {
		n.fail("change fewer steps at once", "more than %d changes in all injects and responses", maxModelChanges)
		return
	}
	e.Arms = arms
	b.put(e)
}
