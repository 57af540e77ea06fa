package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"

	"ripple/sim"
)

// Traces in the JSON encoding of OTLP, the OpenTelemetry protocol
// (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): identities in
// hexadecimal, 64-bit integers as strings. Each item is a trace of its own, each step
// a span of the department, below one span for the whole.

type otlpResource struct {
	Resource   otlpAttributes `json:"resource"`
	ScopeSpans []otlpScope    `json:"scopeSpans"`
}

type otlpAttributes struct {
	Attributes []otlpAttribute `json:"attributes"`
}

type otlpScope struct {
	Scope otlpProgram `json:"scope"`
	Spans []otlpSpan  `json:"spans"`
}

type otlpProgram struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

type otlpSpan struct {
	TraceID    string          `json:"traceId"`
	SpanID     string          `json:"spanId"`
	Parent     string          `json:"parentSpanId,omitempty"`
	Name       string          `json:"name"`
	Kind       int             `json:"kind"`
	Start      string          `json:"startTimeUnixNano"`
	End        string          `json:"endTimeUnixNano"`
	Attributes []otlpAttribute `json:"attributes"`
	Links      []otlpLink      `json:"links,omitempty"`
	Status     *otlpStatus     `json:"status,omitempty"`
}

type otlpLink struct {
	TraceID    string          `json:"traceId"`
	SpanID     string          `json:"spanId"`
	Attributes []otlpAttribute `json:"attributes"`
}

type otlpStatus struct {
	Message string `json:"message"`
	Code    int    `json:"code"`
}

type otlpAttribute struct {
	Key   string    `json:"key"`
	Value otlpValue `json:"value"`
}

// otlpValue is one of its fields.
type otlpValue struct {
	String *string  `json:"stringValue,omitempty"`
	Int    *string  `json:"intValue,omitempty"`
	Bool   *bool    `json:"boolValue,omitempty"`
	Double *float64 `json:"doubleValue,omitempty"`
}

const (
	spanInternal = 1 // SPAN_KIND_INTERNAL
	statusError  = 2 // STATUS_CODE_ERROR
)

func stringOf(key, v string) otlpAttribute { return otlpAttribute{key, otlpValue{String: &v}} }
func boolOf(key string, v bool) otlpAttribute {
	return otlpAttribute{key, otlpValue{Bool: &v}}
}
func floatOf(key string, v float64) otlpAttribute {
	return otlpAttribute{key, otlpValue{Double: &v}}
}
func intOf(key string, v int64) otlpAttribute {
	text := strconv.FormatInt(v, 10)
	return otlpAttribute{key, otlpValue{Int: &text}}
}

// OTLP writes the world as traces in OTLP's JSON encoding.
func OTLP(out io.Writer, w *World) error {
	t := &traces{World: w, names: w.names(), spans: map[string][]otlpSpan{}}
	for _, j := range slices.Concat(w.Orders, w.Inside) {
		t.add(j)
	}
	s := newStream(out)
	s.list(`{"resourceSpans": `)
	for _, service := range t.services {
		s.item(otlpResource{
			Resource: otlpAttributes{[]otlpAttribute{
				stringOf("service.name", service), stringOf("service.namespace", w.Model.Organisation),
				stringOf("ripple.scenario", w.Model.Name), stringOf("ripple.option", w.Option),
				intOf("ripple.replication", int64(w.Replication)), stringOf("ripple.seed", strconv.FormatUint(w.Seed, 10)),
			}},
			ScopeSpans: []otlpScope{{Scope: otlpProgram{"ripple", w.Ripple}, Spans: t.spans[service]}},
		})
	}
	s.end("}\n")
	return s.close()
}

type traces struct {
	*World
	names    map[uint64]string
	services []string // in order of their first span
	spans    map[string][]otlpSpan
}

// identity is a hash of what an item or a span is, so that the same one has the same
// identity in every export.
func (t *traces) identity(item uint64, what string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d/%s/%d/%d/%s", t.Seed, t.Option, t.Replication, item, what))
	return hex.EncodeToString(sum[:])
}

func (t *traces) trace(item uint64) string { return t.identity(item, "trace")[:32] }
func (t *traces) root(item uint64) string  { return t.identity(item, "whole")[:16] }

func (t *traces) nanos(tick sim.Tick) string { return strconv.FormatInt(t.at(tick).UnixNano(), 10) }

func (t *traces) span(service string, s otlpSpan) {
	if t.spans[service] == nil {
		t.services = append(t.services, service)
	}
	t.spans[service] = append(t.spans[service], s)
}

// add adds the spans of an item: one for the whole, and one for each step.
func (t *traces) add(j *sim.Journey) {
	m := t.Model
	service, whole := "inside", otlpSpan{
		TraceID: t.trace(j.Item), SpanID: t.root(j.Item), Name: t.kind(j), Kind: spanInternal, Start: t.nanos(j.Placed), End: t.nanos(j.Ended),
		Attributes: []otlpAttribute{stringOf("ripple.item", t.names[j.Item]), stringOf("ripple.end", j.End.String())},
	}
	put := func(a otlpAttribute) { whole.Attributes = append(whole.Attributes, a) }
	if j.Flow >= 0 {
		whole.Name = m.Flows[j.Flow].Name
		put(stringOf("ripple.flow", whole.Name))
	}
	if j.Supplier >= 0 {
		service, whole.Name = m.Suppliers[j.Supplier].Name, "delivery"
	}
	if t.external(j) {
		service = m.Segments[j.Segment].Name
	}
	if j.Segment >= 0 {
		put(boolOf("ripple.late", j.Late))
		put(floatOf("ripple.value", float64(j.Value)/100))
		if j.Due != sim.Never {
			put(stringOf("ripple.promised", stamp(t.at(j.Due))))
		}
	}
	if j.End == sim.JourneyLost {
		whole.Status = &otlpStatus{"the order was lost", statusError}
	}
	t.span(service, whole)
	for i := range j.Steps {
		t.step(j, i)
	}
}

func (t *traces) step(j *sim.Journey, i int) {
	m, s := t.Model, &j.Steps[i]
	step := &m.Steps[s.Step]
	span := otlpSpan{
		TraceID: t.trace(j.Item), SpanID: t.identity(j.Item, fmt.Sprintf("step %d/%d/%d/%d/%d", s.Step, s.Visit, s.Arrived, s.Left, i))[:16], Parent: t.root(j.Item),
		Name: step.Name, Kind: spanInternal, Start: t.nanos(s.Arrived), End: t.nanos(s.Left),
		Attributes: []otlpAttribute{
			stringOf("ripple.step", m.Flows[step.Flow].Name+"."+step.Name), intOf("ripple.visit", int64(s.Visit)),
			boolOf("ripple.on_path", s.OnPath), intOf("ripple.onward_ms", s.Onward),
		},
	}
	if s.Open {
		span.Attributes = append(span.Attributes, boolOf("ripple.open", true))
	}
	for c, ticks := range s.Ticks {
		if ticks != 0 {
			span.Attributes = append(span.Attributes, intOf("ripple.ticks."+sim.Cause(c).CauseKey(), ticks))
		}
	}
	for _, h := range s.Held {
		if h.Holder == 0 {
			continue
		}
		span.Links = append(span.Links, otlpLink{t.trace(h.Holder), t.root(h.Holder), []otlpAttribute{
			stringOf("ripple.held_by", m.ItemName(h.Flow, h.Holder)), stringOf("ripple.from", stamp(t.at(h.From))), intOf("ripple.held_ms", h.To-h.From),
		}})
	}
	t.span(m.Departments[step.Department].Name, span)
}
