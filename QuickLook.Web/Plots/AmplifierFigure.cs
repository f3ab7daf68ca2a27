using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Plots;

/// <summary>The four amplifiers as they lie on the CCD, y up: C and D above, A and B below.</summary>
public sealed record AmplifierFigure : Figure
{
    /// <summary>One per amplifier, A to D.</summary>
    public ImmutableArray<AmplifierPatch> Patches { get; init; } = [];

    /// <summary>Colours by deviation from the reference; null when patches show verdicts.</summary>
    public ColourScale? Scale { get; init; }

    /// <inheritdoc/>
    public override bool HasContent => Patches.Any(patch => double.IsFinite(patch.Value));
}

/// <summary>One amplifier.</summary>
/// <param name="Amplifier">Which.</param>
/// <param name="Value">Its value; NaN when there is none.</param>
/// <param name="Deviation">Value less reference; NaN when one is missing.</param>
/// <param name="Quality">Its verdict.</param>
public sealed record AmplifierPatch(Amplifier Amplifier, double Value, double Deviation, Quality Quality);
