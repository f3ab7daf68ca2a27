using System.Collections.Immutable;
using QuickLook.Core.Analysis;
using QuickLook.Web.Components.Shared.Nights;

namespace QuickLook.Web.Components.Shared.Quantities;

/// <summary>Which exposures are looked at over time.</summary>
/// <param name="Nights">Their nights.</param>
/// <param name="Flavor">Their flavor, lower case; empty for all.</param>
/// <param name="Program">Their program, lower case; empty for all.</param>
public sealed record ExposureFilter(NightChoice Nights, string Flavor, string Program)
{
    private const int LongestWord = 40;

    /// <summary>All exposures of the usual nights.</summary>
    public static ExposureFilter Usual { get; } = new(NightChoice.Usual, string.Empty, string.Empty);

    /// <summary>The part of an address, without a separator before it.</summary>
    public string Query =>
        Nights.Query
        + (Flavor.Length > 0 ? $"&flavor={Uri.EscapeDataString(Flavor)}" : null)
        + (Program.Length > 0 ? $"&program={Uri.EscapeDataString(Program)}" : null);

    /// <summary>Reads an address.</summary>
    /// <param name="nights">A preset of nights; anything.</param>
    /// <param name="first">A night; anything.</param>
    /// <param name="last">A night; anything.</param>
    /// <param name="flavor">A flavor; anything.</param>
    /// <param name="program">A program; anything.</param>
    /// <param name="span">What there is.</param>
    /// <param name="faults">Where to say what is wrong with the address.</param>
    public static ExposureFilter Read(
        string? nights,
        string? first,
        string? last,
        string? flavor,
        string? program,
        SeriesSpan span,
        ICollection<string> faults
    )
    {
        var (choice, fault) = NightChoice.Read(nights, first, last);
        if (fault.Length > 0)
        {
            faults.Add(fault);
        }

        return new ExposureFilter(choice, Known(flavor, span.Flavors, "flavor"), Known(program, span.Programs, "program"));

        string Known(string? word, ImmutableArray<string> known, string kind)
        {
            if (string.IsNullOrEmpty(word))
            {
                return string.Empty;
            }

            var lower = word.Length <= LongestWord ? word.ToLowerInvariant() : string.Empty;
            if (known.Contains(lower))
            {
                return lower;
            }

            faults.Add($"No exposure has the {kind} of the address: every {kind} is shown.");
            return string.Empty;
        }
    }

    /// <summary>An order for these exposures.</summary>
    /// <param name="quantity">What is wanted of them.</param>
    /// <param name="span">What there is.</param>
    public SeriesOrder Order(Quantity quantity, SeriesSpan span)
    {
        var (first, last) = Nights.Within(NightSpan.Of(span.First, span.Last));
        return new SeriesOrder(quantity)
        {
            First = first,
            Last = last,
            Flavor = Flavor,
            Program = Program,
        };
    }

    /// <summary>Flavors that are shown.</summary>
    /// <param name="span">What there is.</param>
    public ImmutableArray<string> FlavorsIn(SeriesSpan span) => Flavor.Length > 0 ? [Flavor] : span.Flavors;

    /// <summary>Programs that are shown; one without a name when none has one.</summary>
    /// <param name="span">What there is.</param>
    public ImmutableArray<string> ProgramsIn(SeriesSpan span) =>
        Program.Length > 0 ? [Program]
        : span.Programs.IsEmpty ? [string.Empty]
        : span.Programs;
}
