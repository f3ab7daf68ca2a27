using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;
using QuickLook.Core.Storage.History;

namespace QuickLook.Core.Orchestration.History;

/// <summary>Makes whole exposures of the past out of the plan of their night.</summary>
internal sealed class PastNights(PastRuns runs, SpecimenShelf shelf, MappingSet mappings, string requestedBy)
{
    private const long BytesPerCamera = 2_000_000;
    private const int CamerasAtOnce = 2;

    private static readonly TimeSpan ReadOut = TimeSpan.FromSeconds(45);

    /// <summary>The exposures of a night.</summary>
    /// <param name="plan">What was exposed.</param>
    /// <param name="withDocuments">True to keep merged documents and fibermaps.</param>
    /// <param name="cancellationToken">Ends between exposures.</param>
    public IReadOnlyList<PastExposure> Make(ImmutableArray<ExposureOrder> plan, bool withDocuments, CancellationToken cancellationToken)
    {
        var made = new List<PastExposure>(plan.Length);
        foreach (var exposure in plan)
        {
            cancellationToken.ThrowIfCancellationRequested();
            made.Add(Make(exposure, withDocuments));
        }

        return made;
    }

    /// <summary>How many camera runs a night has.</summary>
    public static int CountRuns(ImmutableArray<ExposureOrder> plan) =>
        plan.Where(exposure => !IsBroken(exposure)).Sum(exposure => FaultSymptoms.Present(exposure).Count());

    private static bool IsBroken(ExposureOrder exposure) => exposure.Faults.Any(fault => fault.Kind == FaultKind.TruncatedFile);

    private PastExposure Make(ExposureOrder exposure, bool withDocuments)
    {
        var arrived = exposure.ObservedAt.AddSeconds(exposure.ExposureSeconds) + ReadOut;
        var isBroken = IsBroken(exposure);
        var reason = isBroken ? "the file ends in the middle of an HDU; it was cut off while it was written" : string.Empty;
        var cameras = isBroken ? [] : Cameras(exposure, arrived, withDocuments);
        return new PastExposure
        {
            Exposure = exposure.Exposure,
            Night = exposure.Night,
            Flavor = exposure.Flavor,
            Program = exposure.Program,
            Tile = exposure.Tile == 0 ? null : exposure.Tile,
            ObservedAt = exposure.ObservedAt,
            ExposureSeconds = exposure.ExposureSeconds,
            Airmass = exposure.Conditions.Airmass,
            SeeingArcsec = exposure.Conditions.SeeingArcsec,
            RaDegrees = exposure.RaDegrees,
            DecDegrees = exposure.DecDegrees,
            RawBytes = BytesPerCamera * exposure.Cameras.Length,
            ArrivalReason = reason,
            Fibermap =
                withDocuments && exposure.Flavor == Flavor.Science ? shelf.Field?.Fibermap(exposure.RaDegrees, exposure.DecDegrees) : null,
            State = isBroken ? RunState.Failed : RunState.Succeeded,
            Quality = Qualities.Worst(cameras.Select(camera => camera.Quality)),
            Reason = reason,
            EngineVersion = ThisCode.Version,
            MappingHash = mappings.Hash,
            RequestedBy = requestedBy,
            ArrivedAt = arrived,
            EndedAt = cameras.IsEmpty ? arrived : cameras.Max(camera => camera.EndedAt),
            ExpectedCameras = exposure.Cameras,
            Cameras = cameras,
        };
    }

    private ImmutableArray<PastCameraRun> Cameras(ExposureOrder exposure, DateTimeOffset arrived, bool withDocuments)
    {
        var cameras = ImmutableArray.CreateBuilder<PastCameraRun>(exposure.Cameras.Length);
        var free = new DateTimeOffset[CamerasAtOnce];
        Array.Fill(free, arrived);
        foreach (var camera in FaultSymptoms.Present(exposure))
        {
            var worker = Array.IndexOf(free, free.Min());
            if (runs.Make(exposure, camera, free[worker], withDocuments) is { } run)
            {
                cameras.Add(run);
                free[worker] = run.EndedAt;
            }
        }

        return cameras.ToImmutable();
    }
}
