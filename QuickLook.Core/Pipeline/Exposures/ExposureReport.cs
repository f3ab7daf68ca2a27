using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Exposures;

/// <summary>What came of an exposure.</summary>
/// <param name="Night">The night.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="Flavor">The flavor that the raw header says.</param>
/// <param name="MappingHash">Hash of the mapping set that judged it.</param>
/// <param name="Damage">Where and why the raw file does not end as it should; null when it does.</param>
/// <param name="Cameras">An entry per camera, in order.</param>
/// <param name="FirstStatusAt">When the first test of any camera had a verdict; null when none had.</param>
public sealed record ExposureReport(
    Night Night,
    ExposureId Exposure,
    Flavor Flavor,
    string MappingHash,
    Failure? Damage,
    ImmutableArray<CameraReport> Cameras,
    DateTimeOffset? FirstStatusAt = null
)
{
    /// <summary>True when the file is whole and every camera ran to its end; says nothing about the data.</summary>
    public bool IsComplete => Damage is null && Cameras.All(camera => camera.Outcome.State == RunState.Succeeded);
}

/// <summary>What came of one camera.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Outcome">How its run ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Tests">The verdicts, in the order in which they came.</param>
public sealed record CameraReport(CameraId Camera, CameraRunOutcome Outcome, TimeSpan Duration, ImmutableArray<TestJudged> Tests);
