using System.Collections.Immutable;
using QuickLook.Core.Formats;

namespace QuickLook.Core.Viewing.Spectra;

/// <summary>What kind of thing a fiber was pointed at. A fiber may be of several: a target that is both ELG and QSO counts for both.</summary>
public enum TargetKind
{
    /// <summary>Emission line galaxy.</summary>
    Elg,

    /// <summary>Luminous red galaxy.</summary>
    Lrg,

    /// <summary>Quasar.</summary>
    Qso,

    /// <summary>Galaxy of the bright survey.</summary>
    Bgs,

    /// <summary>Star of the Milky Way survey.</summary>
    Mws,

    /// <summary>Standard star.</summary>
    Star,

    /// <summary>Blank sky.</summary>
    Sky,

    /// <summary>Neither of them: calibration light, unknown, or not pointed at anything.</summary>
    Other,
}

/// <summary>How kinds are found and written.</summary>
public static class TargetKinds
{
    /// <summary>All kinds in display order.</summary>
    public static ImmutableArray<TargetKind> All { get; } = [.. Enum.GetValues<TargetKind>()];

    /// <summary>As the field writes it: <c>ELG</c>, <c>STAR</c>, <c>SKY</c>; <c>other</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(this TargetKind kind) =>
        kind switch
        {
            TargetKind.Other => "other",
            _ => kind.ToString().ToUpperInvariant(),
        };

    /// <summary>Reads a kind as <see cref="Word"/> writes it, in any case.</summary>
    /// <param name="word">What is written.</param>
    /// <returns>Null when it is none.</returns>
    public static TargetKind? Parse(string? word)
    {
        foreach (var kind in All)
        {
            if (string.Equals(kind.Word(), word, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>The kinds of a fiber by the target bits of its fibermap row; blank sky is only that.</summary>
    /// <param name="row">The row.</param>
    /// <returns>At least one, the one to colour it by first: standard stars, then quasars, LRG, ELG, bright galaxies, Milky Way.</returns>
    public static ImmutableArray<TargetKind> Of(FibermapRow row)
    {
        if (row.IsSky)
        {
            return [TargetKind.Sky];
        }

        var kinds = ImmutableArray.CreateBuilder<TargetKind>();
        Add(row.IsStandard, TargetKind.Star);
        Add(row.Has(TargetBits.Qso), TargetKind.Qso);
        Add(row.Has(TargetBits.Lrg), TargetKind.Lrg);
        Add(row.Has(TargetBits.Elg), TargetKind.Elg);
        Add(row.Has(TargetBits.BrightGalaxy), TargetKind.Bgs);
        Add(row.Has(TargetBits.MilkyWay), TargetKind.Mws);
        Add(kinds.Count == 0, TargetKind.Other);
        return kinds.ToImmutable();

        void Add(bool isOne, TargetKind kind)
        {
            if (isOne)
            {
                kinds.Add(kind);
            }
        }
    }
}
