using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>
/// Joins the values of a metric to fibers by the fibers' numbers, never by position alone (features.md 3.1). What cannot be joined for certain is left out, and a
/// sentence says why.
/// </summary>
public static class FiberJoin
{
    /// <summary>Name of the place of keys that are of the whole exposure, where a task is asked for.</summary>
    public const string GeneralInfo = MergedQaKeys.GeneralInfo;

    private const string Differences = "DELTAMAG";
    private const string Magnitudes = "SPEC_MAGS";
    private const double NoLight = 30;
    private const int MostRows = 64;

    // Arrays of the original with a value per sky fiber only.
    private static readonly string[] OfSky = ["SKYCONT_FIBER", "SKYRBAND_FIB"];

    // Concatenated over types of targets, in order of magnitude where the document does not say otherwise.
    private static readonly string[] OfTargets = ["SNR_RESID", "SNR_MODEL"];

    /// <summary>Reads a metric.</summary>
    /// <param name="document">The document.</param>
    /// <param name="camera">Its camera.</param>
    /// <param name="stage">Task, such as <c>CHECK_SPECTRA</c>, or <see cref="GeneralInfo"/>.</param>
    /// <param name="metric">Key, such as <c>MEDIAN_SNR</c>.</param>
    /// <param name="list">Key of its list of fiber numbers where the caller knows better than the document; null otherwise.</param>
    /// <param name="elements">Names of its rows where it has several; default for the usual ones.</param>
    /// <returns>Its values by fiber; never throws, whatever the document holds.</returns>
    public static FiberReading Read(
        MergedQa document,
        CameraId camera,
        string stage,
        string metric,
        string? list = null,
        ImmutableArray<string> elements = default
    ) => Read(new DocumentFibers(document, camera.Spectrograph), camera, stage, metric, list, elements);

    internal static FiberReading Read(
        DocumentFibers fibers,
        CameraId camera,
        string stage,
        string metric,
        string? list = null,
        ImmutableArray<string> elements = default
    )
    {
        if (fibers.Element(stage, metric) is not { } values)
        {
            return None(metric, $"the document has no {metric}");
        }

        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            return None(metric, $"{metric} is {Kind(values)}, not a value per fiber");
        }

        var join = new Joining(fibers, camera.Spectrograph, stage, metric, elements.IsDefault ? [] : elements);
        if ((list ?? fibers.ListOf(stage, metric)) is { } named)
        {
            join.WithNamedList(values, named);
        }
        else if (fibers.SaysItself)
        {
            join.Refuse("the document does not say which fibers it belongs to");
        }
        else
        {
            join.ByRule(values);
        }

        return join.Reading;
    }

    private static FiberReading None(string metric, string remark) => new(metric, [], remark);

    private static string Kind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => "an empty list",
            JsonValueKind.Object => "a group of keys",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "one number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        };

    private sealed class Joining(DocumentFibers fibers, Spectrograph petal, string stage, string metric, ImmutableArray<string> elements)
    {
        private readonly ImmutableArray<FiberSeries>.Builder series = ImmutableArray.CreateBuilder<FiberSeries>();
        private readonly List<string> faults = [];

        public FiberReading Reading => new(metric, series.ToImmutable(), string.Join("; ", faults.Distinct().Take(4)));

        public void Refuse(string reason) => faults.Add($"{metric} cannot be joined to fibers: {reason}");

        public void WithNamedList(JsonElement values, string key)
        {
            if (fibers.List(stage, key) is not { } list)
            {
                Refuse($"its list of fibers, {key}, is missing");
                return;
            }

            if (IsFlat(list) && IsFlat(values) && OfTargets.Contains(metric, StringComparer.Ordinal))
            {
                JoinTargets(values, FiberNumbers.ReadAbsolute(key, list, petal));
                return;
            }

            Join(values, list, key, []);
        }

        public void ByRule(JsonElement values)
        {
            switch (metric)
            {
                case "SNR_RESID" or "SNR_MODEL":
                    Refuse("it is in order of magnitude, and the document has no list of its fibers");
                    break;
                case "SNR_MAG_TGT":
                    JoinByType(values);
                    break;
                case Differences:
                    JoinDifferences(values);
                    break;
                case var key when OfSky.Contains(key, StringComparer.Ordinal):
                    JoinAll(values, fibers.Sky, "SKY_FIBERID");
                    break;
                default:
                    JoinRows(values);
                    break;
            }
        }

        /// <summary>Values and list side by side as deep as the list is nested, then each array of values below with the same fibers.</summary>
        private void Join(JsonElement values, JsonElement list, string key, ImmutableArray<int> path)
        {
            if (IsFlat(list))
            {
                JoinAll(values, FiberNumbers.ReadAbsolute(key, list, petal), key, path);
                return;
            }

            if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() != list.GetArrayLength() || path.Length > 4)
            {
                Refuse($"it and its list of fibers, {key}, are not built alike");
                return;
            }

            for (var i = 0; i < list.GetArrayLength() && i < MostRows; i++)
            {
                if (list[i].ValueKind == JsonValueKind.Array)
                {
                    Join(values[i], list[i], key, path.Add(i));
                }
                else
                {
                    Refuse($"its list of fibers, {key}, is not one");
                }
            }
        }

        private void JoinAll(JsonElement values, FiberNumbers? list, string key, ImmutableArray<int> path = default)
        {
            path = path.IsDefault ? [] : path;
            if (list is null)
            {
                Refuse($"the document has no {key}");
                return;
            }

            if (values.ValueKind != JsonValueKind.Array)
            {
                Refuse($"a part of it is {Kind(values)}");
                return;
            }

            if (!IsFlat(values))
            {
                for (var i = 0; i < values.GetArrayLength() && i < MostRows; i++)
                {
                    JoinAll(values[i], list, key, path.Add(i));
                }

                return;
            }

            var numbers = values.GetArrayLength();
            if (numbers != list.Count)
            {
                var which = path.IsEmpty ? metric : $"{metric} {NameOf(path)}";
                faults.Add($"{which} cannot be joined to fibers: it has {numbers} values for {list.Count} fibers");
                return;
            }

            Add(values, list, NameOf(path), path);
        }

        private void Add(JsonElement values, FiberNumbers list, string name, ImmutableArray<int> path)
        {
            if (list.Fault.Length > 0)
            {
                faults.Add(list.Fault);
            }

            var pairs = new List<(int Fiber, double Value)>(list.Count);
            var unreadable = 0;
            foreach (var (fiber, value) in list.Numbers.Zip(values.EnumerateArray()))
            {
                unreadable += value.ValueKind is JsonValueKind.Number or JsonValueKind.Null ? 0 : 1;
                if (fiber != FiberNumbers.NoFiber)
                {
                    pairs.Add((fiber, ValueOf(value)));
                }
            }

            if (unreadable > 0)
            {
                faults.Add($"{unreadable} values of {metric} are no numbers");
            }

            var joined = FiberSeries.Of(name, path, pairs);
            if (joined.Fibers.Length < pairs.Count)
            {
                faults.Add($"{pairs.Count - joined.Fibers.Length} fibers stand twice in the list of {metric}, the first value counts");
            }

            series.Add(joined);
        }

        private double ValueOf(JsonElement value) =>
            MergedQa.NumberOf(value) is { } number && !(metric is Magnitudes or "FIBER_MAGS" && number == NoLight) ? number : double.NaN;

        /// <summary>A fiber may be a target of several types; each type is a series.</summary>
        private void JoinTargets(JsonElement values, FiberNumbers list)
        {
            var types = fibers.Types(stage);
            var lengths =
                fibers.List(stage, "TGT_FIBER_NUMBERS") is { } byType
                && byType.EnumerateArray().All(type => type.ValueKind == JsonValueKind.Array)
                    ? byType.EnumerateArray().Select(type => type.GetArrayLength()).ToArray()
                    : [];
            if (values.GetArrayLength() != list.Count || lengths.Length != types.Length || lengths.Sum() != list.Count)
            {
                JoinAll(values, list, "its list");
                return;
            }

            JsonElement[] items = [.. values.EnumerateArray()];
            var start = 0;
            for (var i = 0; i < lengths.Length; i++)
            {
                var own = list.Slice(start, lengths[i]);
                series.Add(
                    FiberSeries.Of(
                        types[i],
                        [i],
                        own.Numbers.Zip(items[start..(start + lengths[i])])
                            .Where(pair => pair.First != FiberNumbers.NoFiber)
                            .Select(pair => (pair.First, ValueOf(pair.Second)))
                    )
                );
                start += lengths[i];
            }
        }

        private void JoinByType(JsonElement values)
        {
            var types = fibers.Types(stage);
            if (types.Length != values.GetArrayLength())
            {
                Refuse($"it has {values.GetArrayLength()} types of targets, OBJLIST {types.Length}");
                return;
            }

            for (var i = 0; i < types.Length; i++)
            {
                var rows = values[i];
                if (rows.ValueKind != JsonValueKind.Array || IsFlat(rows))
                {
                    Refuse($"{types[i]} is not a pair of lists");
                    continue;
                }

                for (var row = 0; row < rows.GetArrayLength() && row < MostRows; row++)
                {
                    var count = rows[row].ValueKind == JsonValueKind.Array ? rows[row].GetArrayLength() : -1;
                    if (fibers.OfType(stage, types[i], count) is { } list)
                    {
                        JoinAll(rows[row], list, $"{types[i]}_FIBERID", [i, row]);
                    }
                    else
                    {
                        Refuse($"{types[i]} has no list of as many fibers");
                    }
                }
            }
        }

        /// <summary>The original leaves out sky fibers and fibers without light: just those that have no magnitude in SPEC_MAGS.</summary>
        private void JoinDifferences(JsonElement values)
        {
            var spectra = JoinedByRule(Magnitudes);
            if (spectra is null)
            {
                Refuse($"it leaves out fibers, and without {Magnitudes} there is no telling which");
                return;
            }

            JoinAll(
                values,
                FiberNumbers.Of(Magnitudes, petal, spectra.Fibers.Where(fiber => double.IsFinite(spectra.Of(fiber)))),
                $"list of fibers with a magnitude in {Magnitudes}"
            );
        }

        private FiberSeries? JoinedByRule(string other)
        {
            var join = new Joining(fibers, petal, stage, other, []);
            if (fibers.Element(stage, other) is { ValueKind: JsonValueKind.Array } values)
            {
                join.ByRule(values);
            }

            return join.series.Count == 1 ? join.series[0] : null;
        }

        private void JoinRows(JsonElement values)
        {
            if (fibers.All is { } all)
            {
                JoinAll(values, all, "list of fibers");
            }
            else
            {
                Refuse("the document does not tell how many fibers there are");
            }
        }

        private string NameOf(ImmutableArray<int> path)
        {
            if (path.IsEmpty)
            {
                return string.Empty;
            }

            var types = fibers.Types(stage);
            string[] names = metric switch
            {
                _ when path[^1] < elements.Length && path.Length == 1 => [elements[path[0]]],
                "XWSIGMA_FIB" => [InOrder(path[0], "x", "w")],
                "XYSHIFTS_FIB" => [InOrder(path[0], "x", "y")],
                "FIBER_MAGS" => [InOrder(path[0], "g", "r", "z")],
                "SNR_MAG_TGT" when path.Length == 2 && path[0] < types.Length => [types[path[0]], InOrder(path[1], "SNR", "magnitude")],
                _ => [.. path.Select(place => $"{place + 1}")],
            };
            return string.Join(' ', names);
        }

        private static string InOrder(int place, params ReadOnlySpan<string> names) => place < names.Length ? names[place] : $"{place + 1}";

        private static bool IsFlat(JsonElement array) => !array.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Array);
    }
}
