using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads <c>cameras.json</c>: what is known to be broken, by camera.</summary>
internal static class KnownDefectsReader
{
    public static ImmutableDictionary<CameraId, KnownDefects> Read(LocatedJson root, FaultList faults)
    {
        var defects = ImmutableDictionary.CreateBuilder<CameraId, KnownDefects>();
        if (root.Kind != JsonValueKind.Object)
        {
            faults.Add(root, $"an object by camera is expected, not {root.KindName}");
            return defects.ToImmutable();
        }

        foreach (var (name, node) in root.Properties.Where(property => !MappingObject.IsNote(property.Key)))
        {
            if (!CameraId.Parse(name).TryGet(out var camera, out var failure))
            {
                faults.Add(node, failure.Reason);
            }
            else if (defects.ContainsKey(camera))
            {
                faults.Add(node, $"the camera {camera} is given twice");
            }
            else if (MappingObject.Of(node, faults, "broken_fibers", "broken_amplifiers", "note") is { } known)
            {
                defects[camera] = new KnownDefects
                {
                    BrokenFibers = [.. Distinct(known.OptionalArray("broken_fibers", FiberId.PerPetal), ReadFiber, faults)],
                    BrokenAmplifiers = [.. Distinct(known.OptionalArray("broken_amplifiers", Amplifiers.All.Count), ReadAmplifier, faults)],
                    Note = known.OptionalText("note") ?? string.Empty,
                };
            }
        }

        return defects.ToImmutable();
    }

    private static HashSet<T> Distinct<T>(IEnumerable<LocatedJson> nodes, Func<LocatedJson, FaultList, T?> read, FaultList faults)
        where T : struct
    {
        var found = new HashSet<T>();
        foreach (var node in nodes)
        {
            if (read(node, faults) is { } value && !found.Add(value))
            {
                faults.Add(node, $"{value} is in the list already");
            }
        }

        return found;
    }

    private static int? ReadFiber(LocatedJson node, FaultList faults)
    {
        if (node.IsInteger && node.Number is >= 0 and < FiberId.PerPetal)
        {
            return (int)node.Number;
        }

        faults.Add(node, $"a fiber is its number within the petal, 0 to {FiberId.PerPetal - 1}");
        return null;
    }

    private static Amplifier? ReadAmplifier(LocatedJson node, FaultList faults)
    {
        var written = node switch
        {
            { Kind: JsonValueKind.String, Text.Length: 1 } => node.Text[0],
            { IsInteger: true, Number: >= 1 and <= 4 } => (char)('0' + (int)node.Number),
            _ => ' ',
        };
        if (Amplifiers.Parse(written).TryGet(out var amplifier, out _))
        {
            return amplifier;
        }

        faults.Add(node, "an amplifier is a letter A to D or a digit 1 to 4");
        return null;
    }
}
