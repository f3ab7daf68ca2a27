using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>A list of fibers as a document has it, position by position, with what is wrong in it.</summary>
internal sealed class FiberNumbers
{
    /// <summary>Stands where a position is no fiber of the petal.</summary>
    public const int NoFiber = -1;

    private readonly string key;
    private readonly Spectrograph petal;
    private readonly int strangers;

    private FiberNumbers(string key, ImmutableArray<int> numbers, Spectrograph petal, int strangers)
    {
        this.key = key;
        Numbers = numbers;
        this.petal = petal;
        this.strangers = strangers;
    }

    /// <summary>Numbers 0 to 4999 by position; <see cref="NoFiber"/> where there is none.</summary>
    public ImmutableArray<int> Numbers { get; }

    public int Count => Numbers.Length;

    /// <summary>What is wrong in it, as the middle of a sentence; empty when nothing is.</summary>
    public string Fault =>
        strangers == 0
            ? string.Empty
            : $"{strangers} of {Count} numbers in {key} are no fibers of petal {petal}, their values are left out";

    /// <summary>The first fibers of a petal, in order.</summary>
    public static FiberNumbers InOrder(Spectrograph petal, int count) =>
        new("the petal", [.. Enumerable.Range(petal.Number * FiberId.PerPetal, count)], petal, 0);

    /// <summary>These numbers, which are known to be right.</summary>
    public static FiberNumbers Of(string key, Spectrograph petal, IEnumerable<int> numbers) => new(key, [.. numbers], petal, 0);

    /// <summary>Some positions of a list, as a list of their own.</summary>
    public FiberNumbers Slice(int start, int count) => new(key, Numbers.Slice(start, count), petal, 0);

    /// <summary>Reads a list of numbers in the focal plane.</summary>
    /// <param name="key">How sentences call it.</param>
    /// <param name="array">The list.</param>
    /// <param name="petal">The petal that they are on.</param>
    public static FiberNumbers ReadAbsolute(string key, JsonElement array, Spectrograph petal) =>
        Read(key, array, petal, number => number / FiberId.PerPetal == petal.Number ? number : NoFiber);

    /// <summary>
    /// Reads a list of positions on the petal, 0 to 499, as the original counts fibers in <c>FIBERID</c>; numbers in the focal plane are taken too when all
    /// of them lie on the petal.
    /// </summary>
    /// <param name="key">How sentences call it.</param>
    /// <param name="array">The list.</param>
    /// <param name="petal">The petal that they are on.</param>
    public static FiberNumbers ReadPositions(string key, JsonElement array, Spectrograph petal)
    {
        var absolute = ReadAbsolute(key, array, petal);
        return absolute.strangers == 0
            ? absolute
            : Read(key, array, petal, position => position < FiberId.PerPetal ? new FiberId(petal, position).Number : NoFiber);
    }

    private static FiberNumbers Read(string key, JsonElement array, Spectrograph petal, Func<int, int> toNumber)
    {
        int[] numbers =
        [
            .. array
                .EnumerateArray()
                .Select(item =>
                    item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var number) && IsFiber(number)
                        ? toNumber((int)number)
                        : NoFiber
                ),
        ];
        return new FiberNumbers(key, [.. numbers], petal, numbers.Count(number => number == NoFiber));
    }

    private static bool IsFiber(double number) => double.IsInteger(number) && number is >= 0 and < FiberId.Count;
}
