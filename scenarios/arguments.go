package scenarios

import (
	"math"
	"strings"

	"ripple/sim/draw"
)

// argument is one parameter, with its name where one was given.
type argument struct{ name, value string }

type arguments []argument

// parameterNames are the words for parameters, and what each stands for.
var parameterNames = map[string]string{
	"mean": "mean", "average": "mean", "usual": "median", "median": "median", "mode": "mode",
	"nine-in-ten": "p90", "p90": "p90", "cv": "cv", "sd": "sd", "k": "k", "shape": "shape",
	"low": "low", "lowest": "low", "min": "low", "high": "high", "highest": "high", "max": "high", "at-least": "at-least",
}

func parseArguments(text string) (arguments, error) {
	var out arguments
	for _, part := range strings.Split(text, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			return nil, faultf("", "a parameter is missing in (%s)", clip(text))
		}
		a := argument{value: part}
		if first, rest, two := strings.Cut(part, " "); two && !strings.ContainsAny(first[:1], "0123456789") {
			name, known := parameterNames[strings.ToLower(first)]
			if !known {
				return nil, faultf(didYouMean(first, []string{"mean", "usual", "nine-in-ten", "p90", "cv", "sd", "k", "shape", "low", "mode", "high"}),
					"`%s` is no parameter of a distribution", clip(first))
			}
			a = argument{name, strings.TrimSpace(rest)}
		}
		out = append(out, a)
	}
	if len(out) > 4 {
		return nil, faultf("", "too many parameters in (%s)", clip(text))
	}
	return out, nil
}

// take gives the named parameters in this order, reading unnamed ones by their
// place; ok is false when these are not the parameters given.
func (a arguments) take(names ...string) (values []string, ok bool) {
	if len(a) != len(names) {
		return nil, false
	}
	for i, name := range names {
		found := ""
		for j, arg := range a {
			if arg.name == name || (arg.name == "" && i == j) {
				found = arg.value
			}
		}
		if found == "" {
			return nil, false
		}
		values = append(values, found)
	}
	return values, true
}

// make builds the distribution. An error that is no fault is the draw
// package's; a fault without a hint gets the form of the distribution as hint.
func (a arguments) make(name string, unit timeUnit) (draw.Dist, error) {
	lengths := func(names ...string) ([]float64, error) {
		texts, ok := a.take(names...)
		if !ok {
			return nil, errWrongParameters
		}
		return each(texts, unit)
	}
	mixed := func(plain string, names ...string) ([]float64, error) {
		texts, ok := a.take(names...)
		if !ok {
			return nil, errWrongParameters
		}
		out := make([]float64, len(texts))
		for i, text := range texts {
			read := unit
			if names[i] == plain {
				read = parseNumber
			}
			v, err := read(text)
			if err != nil {
				return nil, err
			}
			out[i] = v
		}
		return out, nil
	}
	wrong := faultf("write "+distributionForms[name], "these are not the parameters of %s", name)
	fail := func(err error) (draw.Dist, error) {
		if err == errWrongParameters {
			err = wrong
		}
		return draw.Dist{}, err
	}
	switch name {
	case "fixed":
		v, err := lengths("mean")
		if err != nil {
			return fail(err)
		}
		return draw.Fixed(v[0])
	case "exponential":
		v, err := lengths("mean")
		if err != nil {
			return fail(err)
		}
		return draw.Exponential(v[0])
	case "uniform":
		v, err := lengths("low", "high")
		if err != nil {
			return fail(err)
		}
		return draw.Uniform(v[0], v[1])
	case "triangular", "pert":
		v, err := lengths("low", "mode", "high")
		if err != nil {
			return fail(err)
		}
		if name == "pert" {
			return draw.Pert(v[0], v[1], v[2])
		}
		return draw.Triangular(v[0], v[1], v[2])
	case "normal":
		if v, err := mixed("cv", "mean", "cv"); err == nil && a[1].name != "" {
			return draw.NormalAbove0(v[0], v[0]*v[1])
		}
		v, err := lengths("mean", "sd")
		if err != nil {
			return fail(err)
		}
		return draw.NormalAbove0(v[0], v[1])
	case "gamma":
		v, err := mixed("cv", "mean", "cv")
		if err != nil {
			return fail(err)
		}
		return draw.Gamma(v[0], v[1])
	case "weibull":
		v, err := mixed("shape", "mean", "shape")
		if err != nil {
			return fail(err)
		}
		return draw.Weibull(v[0], v[1])
	case "erlang":
		v, err := mixed("k", "k", "mean")
		if err != nil {
			return fail(err)
		}
		if v[0] != math.Trunc(v[0]) || v[0] < 1 || v[0] > 1e6 {
			return draw.Dist{}, faultf("", "k of erlang is a whole number from 1 to a million")
		}
		return draw.Erlang(int(v[0]), v[1])
	}
	return a.lognormal(fail, lengths, mixed)
}

func (a arguments) lognormal(fail func(error) (draw.Dist, error), lengths func(...string) ([]float64, error),
	mixed func(string, ...string) ([]float64, error)) (draw.Dist, error) {
	if len(a) != 2 || a[0].name == "" || a[1].name == "" {
		return fail(errWrongParameters)
	}
	if _, ok := a.take("mean", "cv"); ok {
		v, err := mixed("cv", "mean", "cv")
		if err != nil {
			return fail(err)
		}
		return draw.LognormalMeanCV(v[0], v[1])
	}
	if _, ok := a.take("mean", "p90"); ok {
		v, err := lengths("mean", "p90")
		if err != nil {
			return fail(err)
		}
		return draw.LognormalMeanP90(v[0], v[1])
	}
	v, err := lengths("median", "p90")
	if err != nil {
		return fail(err)
	}
	return draw.LognormalMedianP90(v[0], v[1])
}

var errWrongParameters = faultf("", "these are not the parameters")

func each(texts []string, unit timeUnit) ([]float64, error) {
	out := make([]float64, len(texts))
	for i, text := range texts {
		v, err := unit(text)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}
