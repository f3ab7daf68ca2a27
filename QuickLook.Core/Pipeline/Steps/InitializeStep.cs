using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Logging;
using QuickLook.Core.QualityTests;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>
/// Collects what the document says about the exposure as a whole, GENERAL_INFO (pipeline.md 3.1). Airmass or seeing that is missing is null
/// and a warning: the original gives up, but nothing that is judged here needs them.
/// </summary>
internal sealed class InitializeStep : IRecipeStep
{
    public string Name => "Initialize";

    public Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    )
    {
        var exposure = bench.Metadata;
        metrics[MergedQaKeys.Program] = exposure.Program.Name;
        metrics["EXPTIME"] = exposure.ExposureTimeSeconds;
        metrics["QLrun_datime_UTC"] = bench
            .Reporter.Time.GetUtcNow()
            .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
        metrics[MergedQaKeys.HeaderVersion] = bench.Raw.Identity.DesispecVersion;
        if (bench.Request.Flavor == Flavor.Science)
        {
            metrics["AIRMASS"] = exposure.Airmass;
            metrics["SEEING"] = exposure.SeeingArcsec;
            Warn(bench, "AIRMASS", exposure.Airmass is null);
            Warn(bench, "SEEING", exposure.SeeingArcsec is null);
            if (bench.Fibermap is { } fibermap)
            {
                FiberInformation.Write(fibermap, bench.Request.Camera.Spectrograph, metrics);
            }
        }

        var peaks = new Dictionary<Arm, double[]>();
        foreach (var arm in Arms.All)
        {
            var key = PeakLists.KeyOf(arm);
            if (!TestParameters.Numbers(parameters, key, []).TryGet(out var lines, out var failure))
            {
                return failure;
            }

            if (parameters.TryGetValue(key, out var given))
            {
                metrics[key] = given.DeepClone();
                peaks[arm] = lines;
            }
        }

        bench.Evidence.PeakLists = peaks;
        Warn(bench, "PROGRAM", exposure.Program.IsEmpty);
        foreach (var fault in exposure.Faults)
        {
            bench.Reporter.Log(Name, RunLogLevel.Warning, fault);
        }

        return Done.Value;
    }

    private void Warn(Workbench bench, string keyword, bool isMissing)
    {
        if (isMissing)
        {
            bench.Reporter.Log(Name, RunLogLevel.Warning, $"The raw header has no usable {keyword}");
        }
    }
}
