using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>
/// Reference and ranges of one test. The reference is looked up from the most to the least particular: camera and program, camera,
/// program, general. Ranges are relative to the reference and inclusive. What a file says of an arm stands here with each of its cameras.
/// </summary>
public sealed record TestLimits
{
    /// <summary>References by <see cref="LimitScope"/>; each has one value, or one per element (amplifiers in order A to D).</summary>
    public required ImmutableDictionary<LimitScope, ImmutableArray<double>> References { get; init; }

    /// <summary>Normal ranges by scope; the general one is always there.</summary>
    public required ImmutableDictionary<LimitScope, LimitRange> Normal { get; init; }

    /// <summary>Warning ranges by scope; the general one is always there.</summary>
    public required ImmutableDictionary<LimitScope, LimitRange> Warning { get; init; }

    /// <summary>Finds what applies to a camera and program.</summary>
    /// <typeparam name="T">Reference or range.</typeparam>
    /// <param name="byScope">One of the three tables.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="program">The program.</param>
    /// <param name="found">The most particular entry.</param>
    /// <returns>False when nothing applies.</returns>
    public static bool TryFind<T>(ImmutableDictionary<LimitScope, T> byScope, CameraId camera, ObservingProgram program, out T? found)
    {
        ReadOnlySpan<LimitScope> order = [new(camera, program), new(camera, default), new(null, program), LimitScope.General];
        foreach (var scope in order)
        {
            if (byScope.TryGetValue(scope, out found))
            {
                return true;
            }
        }

        found = default;
        return false;
    }
}
