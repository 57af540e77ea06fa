package export

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"ripple/broker"
	"ripple/scenarios"
	"ripple/sim"
)

// lived is the world of doing nothing in the workshop's second replication, in which
// boards and screws are waited for, orders are lost, and clocks go forward.
func lived(t *testing.T, follow sim.Follow, whole bool) *World {
	t.Helper()
	s, err := scenarios.Load("testdata/workshop.yaml", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := broker.Start(context.Background(), broker.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	follow.Arms = []int{sim.DoNothing, sim.Baseline}
	r, err := sim.Run(context.Background(), s.Model, b, sim.Options{Follow: &follow, First: 1, Replications: 1})
	if err != nil {
		t.Fatal(err)
	}
	w := New(r, follow, whole)
	w.Ripple, w.Start = "v1.2.3", s.Start
	w.Happenings = []Happening{
		{Kind: "system-down", Tick: 5, Department: "office", System: "planner"},
		{Kind: "stock-received", Tick: 9, Department: "bench", Stock: "boards", Quantity: 60},
		{Kind: "effect-begins", Tick: 12, Department: "buying", Text: "a slip"},
	}
	return w
}

// items are all journeys of a world.
func (w *World) items() []*sim.Journey { return slices.Concat(w.Orders, w.Inside) }

func TestAnEventLogFollowsTheRulesOfOCEL(t *testing.T) {
	text, err := os.ReadFile("testdata/ocel20-schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	rules, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	w := lived(t, sim.Follow{}, true)
	var out bytes.Buffer
	if err := OCEL(&out, w); err != nil {
		t.Fatal(err)
	}
	var document any
	if err := json.Unmarshal(out.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	if err := rules.Validate(document); err != nil {
		t.Error(err)
	}
	var log struct {
		EventTypes, ObjectTypes []ocelType
		Events                  []ocelEvent
		Objects                 []ocelObject
	}
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	declared := func(types []ocelType) map[string]map[string]string {
		all := map[string]map[string]string{}
		for _, ty := range types {
			if all[ty.Name] != nil {
				t.Errorf("type %s is declared twice", ty.Name)
			}
			all[ty.Name] = map[string]string{}
			for _, a := range ty.Attributes {
				all[ty.Name][a.Name] = a.Type
			}
		}
		return all
	}
	eventTypes, objectTypes := declared(log.EventTypes), declared(log.ObjectTypes)
	typed := func(types map[string]map[string]string, of string, values []ocelValue) {
		for _, v := range values {
			if err := fits(types[of][v.Name], v.Value); err != nil {
				t.Errorf("%s of %s: %v", v.Name, of, err)
			}
		}
	}
	objects := map[string]string{}
	for _, o := range log.Objects {
		if objects[o.ID] != "" || objectTypes[o.Type] == nil {
			t.Errorf("object %s of type %s", o.ID, o.Type)
		}
		objects[o.ID] = o.Type
		typed(objectTypes, o.Type, o.Attributes)
	}
	related := func(of string, all []ocelRelation) {
		for _, r := range all {
			if objects[r.ObjectID] == "" || r.Qualifier == "" {
				t.Errorf("%s is related to %+v", of, r)
			}
		}
	}
	for _, o := range log.Objects {
		related(o.ID, o.Relationships)
	}
	ids, last := map[string]bool{}, time.Time{}
	counts, spent := map[string]int{}, int64(0)
	for _, e := range log.Events {
		at, err := time.Parse(time.RFC3339Nano, e.Time)
		if err != nil || ids[e.ID] || eventTypes[e.Type] == nil || at.Before(last) {
			t.Fatalf("event %+v after %s: %v", e, last, err)
		}
		ids[e.ID], last = true, at
		counts[e.Type]++
		typed(eventTypes, e.Type, e.Attributes)
		related(e.ID, e.Relationships)
		for _, v := range e.Attributes {
			if isCause(v.Name) {
				n, _ := strconv.ParseInt(v.Value, 10, 64)
				spent += n
			}
		}
	}
	// It says what the run said.
	want := map[string]int{"order-placed": 0, "order-delivered": 0, "order-lost": 0, "order-open": 0, "system-down": 1, "stock-received": 1, "effect-begins": 1}
	var ticks int64
	steps := eventsOf(w)
	for _, j := range w.items() {
		if j.Segment >= 0 {
			want["order-placed"]++
			want["order-"+map[sim.JourneyEnd]string{sim.JourneyDelivered: "delivered", sim.JourneyLost: "lost", sim.JourneyUnfinished: "open"}[j.End]]++
		}
		for i := range j.Steps {
			s := &j.Steps[i]
			switch {
			case !s.Open:
				want[steps.stepName(s.Step)]++
				ticks += s.Left - s.Arrived
			case j.Segment >= 0 && s == j.Last():
				ticks += s.Left - s.Arrived
			}
		}
	}
	for kind, n := range want {
		if counts[kind] != n {
			t.Errorf("%d events of %s, the run had %d", counts[kind], kind, n)
		}
	}
	if spent != ticks || ticks == 0 {
		t.Errorf("the log holds %d ms in steps, the run %d", spent, ticks)
	}
	for _, kind := range []string{"order-delivered", "order-lost", "replenish: receive"} {
		if counts[kind] == 0 {
			t.Errorf("the world has no %s to try", kind)
		}
	}
	if !bytes.Contains(out.Bytes(), []byte(`"qualifier":"waited for"`)) {
		t.Error("no order waited for anything")
	}
	for _, zone := range []string{"+01:00", "+02:00"} {
		if !bytes.Contains(out.Bytes(), []byte(zone)) {
			t.Errorf("no time in %s", zone)
		}
	}
	// A broken log breaks the rules.
	document.(map[string]any)["events"].([]any)[0].(map[string]any)["time"] = "yesterday"
	if err := rules.Validate(document); err == nil {
		t.Error("a log without a time keeps the rules")
	}
}

// eventsOf is a world's log, for the names of its events.
func eventsOf(w *World) *log { return &log{World: w} }

// isCause tells whether an attribute is the time of a cause.
func isCause(name string) bool {
	for c := range sim.NumCauses {
		if name == c.CauseKey()+"-ms" {
			return true
		}
	}
	return false
}

// fits checks a value against its declared type.
func fits(kind, value string) (err error) {
	switch kind {
	case ocelString:
	case ocelTime:
		_, err = time.Parse(time.RFC3339Nano, value)
	case ocelInteger:
		_, err = strconv.ParseInt(value, 10, 64)
	case ocelFloat:
		_, err = strconv.ParseFloat(value, 64)
	case ocelBoolean:
		_, err = strconv.ParseBool(value)
	default:
		err = strconv.ErrSyntax
	}
	return err
}

// The collector's own types read what is written, and find every item, step and tick.
func TestTracesLoadInTheCollector(t *testing.T) {
	for _, c := range []struct {
		name   string
		follow sim.Follow
		whole  bool
	}{{"all", sim.Follow{}, true}, {"worst", sim.Follow{Worst: 3}, false}} {
		t.Run(c.name, func(t *testing.T) {
			w := lived(t, c.follow, c.whole)
			var out bytes.Buffer
			if err := OTLP(&out, w); err != nil {
				t.Fatal(err)
			}
			loaded, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(out.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			compareTraces(t, w, loaded)
		})
	}
}

func compareTraces(t *testing.T, w *World, loaded ptrace.Traces) {
	t.Helper()
	want := struct {
		traces, spans, links int
		ticks, length        int64
	}{}
	for _, j := range w.items() {
		want.traces++
		want.spans += 1 + len(j.Steps)
		want.length += (j.Ended - j.Placed) * 1_000_000
		for i := range j.Steps {
			want.ticks += j.Steps[i].Left - j.Steps[i].Arrived
			for _, h := range j.Steps[i].Held {
				if h.Holder != 0 {
					want.links++
				}
			}
		}
	}
	got := want
	got.traces, got.spans, got.links, got.ticks, got.length = 0, 0, 0, 0, 0
	roots, spans := map[pcommon.SpanID]pcommon.TraceID{}, map[pcommon.SpanID]bool{}
	each := func(do func(service string, s ptrace.Span)) {
		for i := range loaded.ResourceSpans().Len() {
			r := loaded.ResourceSpans().At(i)
			service, _ := r.Resource().Attributes().Get("service.name")
			for k := range r.ScopeSpans().At(0).Spans().Len() {
				do(service.Str(), r.ScopeSpans().At(0).Spans().At(k))
			}
		}
	}
	each(func(_ string, s ptrace.Span) {
		if spans[s.SpanID()] || s.SpanID().IsEmpty() || s.TraceID().IsEmpty() {
			t.Fatalf("span %s twice, or empty", s.SpanID())
		}
		spans[s.SpanID()] = true
		if s.ParentSpanID().IsEmpty() {
			roots[s.SpanID()] = s.TraceID()
		}
	})
	got.traces = len(roots)
	each(func(service string, s ptrace.Span) {
		got.spans++
		length := int64(s.EndTimestamp() - s.StartTimestamp())
		if s.ParentSpanID().IsEmpty() {
			got.length += length
			return
		}
		if roots[s.ParentSpanID()] != s.TraceID() {
			t.Errorf("span %s lies below one of another trace", s.SpanID())
		}
		if !slices.ContainsFunc(w.Model.Departments, func(d sim.Department) bool { return d.Name == service }) {
			t.Errorf("a step of %q", service)
		}
		var ticks int64
		for c := range sim.NumCauses {
			if v, ok := s.Attributes().Get("ripple.ticks." + c.CauseKey()); ok {
				ticks += v.Int()
			}
		}
		if ticks*1_000_000 != length {
			t.Errorf("span %s takes %d ns, its causes %d ms", s.Name(), length, ticks)
		}
		got.ticks += ticks
		for i := range s.Links().Len() {
			got.links++
			if l := s.Links().At(i); roots[l.SpanID()] != l.TraceID() {
				t.Errorf("span %s was held by one that is not there", s.Name())
			}
		}
	})
	if got != want || want.links == 0 {
		t.Errorf("the collector reads %+v, the run had %+v", got, want)
	}
	first := w.items()[0]
	if at := w.at(first.Placed).UnixNano(); !slices.ContainsFunc(slices.Collect(starts(loaded)), func(n pcommon.Timestamp) bool { return int64(n) == at }) {
		t.Error("nothing begins when the first order is placed")
	}
}

// starts are the beginnings of all spans.
func starts(loaded ptrace.Traces) func(func(pcommon.Timestamp) bool) {
	return func(yield func(pcommon.Timestamp) bool) {
		for i := range loaded.ResourceSpans().Len() {
			spans := loaded.ResourceSpans().At(i).ScopeSpans().At(0).Spans()
			for k := range spans.Len() {
				if !yield(spans.At(k).StartTimestamp()) {
					return
				}
			}
		}
	}
}
