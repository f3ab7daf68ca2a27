using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>
/// Reads <c>limits</c>: reference and ranges, in general, for arms and for single cameras. What an arm says is spread over its cameras, so that nobody else
/// needs to know of arms.
/// </summary>
internal sealed partial class LimitsReader
{
    private const int MostElements = 64;
    private const string AnyProgram = "default";

    private readonly int elements;
    private readonly FaultList faults;
    private readonly Dictionary<LimitScope, ImmutableArray<double>> references = [];
    private readonly Dictionary<LimitScope, (LimitRange Range, LocatedJson Node)> normal = [];
    private readonly Dictionary<LimitScope, (LimitRange Range, LocatedJson Node)> warning = [];

    private LimitsReader(int elements, FaultList faults)
    {
        this.elements = elements;
        this.faults = faults;
    }

    /// <summary>Reads the limits of a test.</summary>
    /// <param name="node">Value of the key <c>limits</c>.</param>
    /// <param name="elements">How many element names the test has; 0 when it names none, then references may have any length.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static TestLimits? Read(LocatedJson node, int elements, FaultList faults)
    {
        if (MappingObject.Of(node, faults, "reference", "normal", "warning", "arms", "cameras") is not { } limits)
        {
            return null;
        }

        var reader = new LimitsReader(elements, faults);
        reader.ReadScope(limits, camera: null);
        foreach (var key in (ReadOnlySpan<string>)["normal", "warning"])
        {
            if (limits.Find(key) is null)
            {
                faults.Add(node, $"'{key}' is missing: a range [low, high] relative to the reference");
            }
        }

        reader.ReadEach(limits, "arms", ParseArm, reader.ReadArm);
        reader.ReadEach(limits, "cameras", CameraId.Parse, reader.ReadCamera);
        reader.CheckThatNormalIsInsideWarning();
        return new TestLimits
        {
            References = reader.references.ToImmutableDictionary(),
            Normal = reader.normal.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Range),
            Warning = reader.warning.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Range),
        };
    }

    private void ReadEach<T>(MappingObject limits, string key, Func<string, Result<T>> parse, Action<T, MappingObject> read)
    {
        if (limits.Find(key) is not { } entries)
        {
            return;
        }

        if (entries.Kind != JsonValueKind.Object)
        {
            faults.Add(entries, $"an object is expected, not {entries.KindName}");
            return;
        }

        foreach (var (name, node) in entries.Properties)
        {
            if (!parse(name).TryGet(out var place, out var failure))
            {
                faults.Add(node, failure.Reason);
            }
            else if (MappingObject.Of(node, faults, "reference", "normal", "warning") is { } own)
            {
                read(place, own);
            }
        }
    }

    private static Result<Arm> ParseArm(string name) =>
        name.Length == 1 ? Arms.Parse(name[0]) : new Failure($"'{name}' is not an arm: b, r or z");

    private void ReadArm(Arm arm, MappingObject limits)
    {
        var own = new LimitsReader(elements, faults);
        own.ReadScope(limits, camera: null);
        foreach (var camera in CameraId.All.Where(camera => camera.Arm == arm))
        {
            Spread(own.references, references);
            Spread(own.normal, normal);
            Spread(own.warning, warning);

            void Spread<T>(Dictionary<LimitScope, T> from, Dictionary<LimitScope, T> to)
            {
                foreach (var (scope, value) in from)
                {
                    to[scope with { Camera = camera }] = value;
                }
            }
        }
    }

    private void ReadCamera(CameraId camera, MappingObject limits)
    {
        if (limits.Find("reference") is not null)
        {
            // The camera's own reference holds in every program, also where the arm has one for the program.
            foreach (var scope in references.Keys.Where(scope => scope.Camera == camera).ToArray())
            {
                references.Remove(scope);
            }
        }

        ReadScope(limits, camera);
    }

    private void ReadScope(MappingObject limits, CameraId? camera)
    {
        var general = new LimitScope(camera, default);
        if (limits.Find("reference") is { } reference)
        {
            ReadReference(reference, camera);
        }

        foreach (var (key, ranges) in new[] { ("normal", normal), ("warning", warning) })
        {
            if (limits.Find(key) is { } node && ReadRange(node) is { } range)
            {
                ranges[general] = (range, node);
            }
        }
    }

    private void ReadReference(LocatedJson reference, CameraId? camera)
    {
        if (reference.Kind != JsonValueKind.Object)
        {
            if (ReadValues(reference) is { } values)
            {
                references[new LimitScope(camera, default)] = values;
            }

            return;
        }

        if (reference.Properties.Count == 0)
        {
            faults.Add(reference, "no program is given; a reference is a number, an array, or an object of them by program");
        }

        foreach (var (name, node) in reference.Properties)
        {
            if (!ProgramName().IsMatch(name))
            {
                faults.Add(node, $"'{name}' is not the name of a program: letters, digits, '-' and '_', such as dark, or '{AnyProgram}'");
                continue;
            }

            var program = name == AnyProgram ? default : new ObservingProgram(name);
            if (ReadValues(node) is { } values && !references.TryAdd(new LimitScope(camera, program), values))
            {
                faults.Add(node, $"the program '{program}' is given twice");
            }
        }
    }

    private ImmutableArray<double>? ReadValues(LocatedJson node)
    {
        if (node.Kind == JsonValueKind.Number)
        {
            // One number is the reference of every element.
            return ReadNumber(node) is { } number ? [.. Enumerable.Repeat(number, Math.Max(1, elements))] : null;
        }

        if (node.Kind != JsonValueKind.Array)
        {
            faults.Add(node, $"a number or an array of numbers is expected, not {node.KindName}");
            return null;
        }

        if (node.Items.Count is 0 or > MostElements)
        {
            faults.Add(node, $"a reference has 1 to {MostElements} values, this one has {node.Items.Count}");
            return null;
        }

        if (elements > 0 && node.Items.Count != elements)
        {
            faults.Add(node, $"the reference has {node.Items.Count} values, but 'elements' names {elements}");
            return null;
        }

        var values = node.Items.Select(ReadNumber).ToArray();
        return values.All(value => value is not null) ? [.. values.Select(value => value!.Value)] : null;
    }

    private LimitRange? ReadRange(LocatedJson node)
    {
        if (node.Kind != JsonValueKind.Array || node.Items.Count != 2)
        {
            faults.Add(node, "a range is an array [low, high] of two numbers");
            return null;
        }

        if (ReadNumber(node.Items[0]) is not { } low || ReadNumber(node.Items[1]) is not { } high)
        {
            return null;
        }

        if (low > high)
        {
            faults.Add(node, $"the range is upside down: {low} is above {high}");
            return null;
        }

        return new LimitRange(low, high);
    }

    private double? ReadNumber(LocatedJson node)
    {
        if (node.Kind != JsonValueKind.Number)
        {
            faults.Add(node, $"a number is expected, not {node.KindName}");
            return null;
        }

        if (!double.IsFinite(node.Number))
        {
            faults.Add(node, "the number is too large");
            return null;
        }

        return node.Number;
    }

    /// <summary>Compares what a camera really gets: its own range or the general one.</summary>
    private void CheckThatNormalIsInsideWarning()
    {
        var reported = new HashSet<LocatedJson>();
        foreach (var scope in normal.Keys.Union(warning.Keys))
        {
            if (!TryFind(normal, scope, out var inner) || !TryFind(warning, scope, out var outer))
            {
                continue;
            }

            if (inner.Range.Low < outer.Range.Low || inner.Range.High > outer.Range.High)
            {
                var at = normal.TryGetValue(scope, out var own) ? own.Node : warning[scope].Node;
                if (reported.Add(at))
                {
                    faults.Add(
                        at,
                        $"the normal range [{inner.Range.Low}, {inner.Range.High}] is not inside the warning range [{outer.Range.Low}, {outer.Range.High}]"
                    );
                }
            }
        }
    }

    private static bool TryFind<T>(Dictionary<LimitScope, T> ranges, LimitScope scope, out T? found) =>
        ranges.TryGetValue(scope, out found) || ranges.TryGetValue(LimitScope.General, out found);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,20}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProgramName();
}
