using System.Globalization;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Web.Components.Shared.Findings;

namespace QuickLook.Web.Components.Shared;

/// <summary>An address of the QA page; carries everything that the page shows.</summary>
/// <param name="Process">Number of the process, <see cref="Live"/> or <see cref="Latest"/>.</param>
public sealed record QaAddress(string Process)
{
    /// <summary>The running process, or else the latest; the page goes on with the next one.</summary>
    public const string Live = "live";

    /// <summary>The newest process with results; the page goes to its number.</summary>
    public const string Latest = "latest";

    private const string StatusEnding = "_STATUS";

    /// <summary>Task of the document, such as <c>CHECK_CCDs</c>; empty to leave it open.</summary>
    public string Step { get; init; } = string.Empty;

    /// <summary>Short name of the test; empty for the worst one.</summary>
    public string Test { get; init; } = string.Empty;

    /// <summary>Key of a stored metric, in place of a test; empty for a test.</summary>
    public string Metric { get; init; } = string.Empty;

    /// <summary>Key of a metric that it is plotted against; empty for none.</summary>
    public string Against { get; init; } = string.Empty;

    /// <summary>The camera; null for the worst one.</summary>
    public CameraId? Camera { get; init; }

    /// <summary>The chosen fiber, 0 to 4999; null for none.</summary>
    public int? Fiber { get; init; }

    /// <summary>Which part of the figures is shown, such as <c>W</c>; empty for the first.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>A process.</summary>
    /// <param name="processId">Its number.</param>
    public static QaAddress Of(long processId) => new(processId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The test of a finding.</summary>
    /// <param name="process">The process that it was found in.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="mappings">Where the short names of tests are.</param>
    public static QaAddress Of(ProcessSnapshot process, Finding finding, MappingSet mappings) =>
        Of(process.ProcessId).To(finding.Camera, finding.Stage.Name, WordOf(process, finding.Stage.Name, finding.Test.StatusKey, mappings));

    /// <summary>A stage of a camera, at its worst test.</summary>
    /// <param name="process">The process.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="stage">Index of the stage.</param>
    /// <param name="mappings">Where the short names of tests are.</param>
    public static QaAddress Of(ProcessSnapshot process, CameraId camera, int stage, MappingSet mappings)
    {
        var name = process.Stages[stage].Name;
        var worst = StatusOf.Worst(process.Cameras[camera.Index].Stages.ElementAtOrDefault(stage)?.Tests ?? []);
        return Of(process.ProcessId).To(camera, name, worst is null ? string.Empty : WordOf(process, name, worst.StatusKey, mappings));
    }

    /// <summary>The mapping of a process's flavor; null for an unknown flavor.</summary>
    /// <param name="process">The process.</param>
    /// <param name="mappings">The mappings in force.</param>
    public static FlavorMapping? MappingOf(ProcessSnapshot process, MappingSet mappings) =>
        Flavors.Parse(process.Exposure.Flavor).TryGet(out var flavor, out _) ? mappings.Flavors.GetValueOrDefault(flavor) : null;

    /// <summary>How addresses call a test that only its status key is known of.</summary>
    /// <param name="statusKey">The key.</param>
    public static string WordOf(string statusKey) =>
        statusKey.EndsWith(StatusEnding, StringComparison.Ordinal)
            ? statusKey[..^StatusEnding.Length].ToLowerInvariant()
            : statusKey.ToLowerInvariant();

    /// <summary>Another camera, step or test of the same process; the fiber stays as long as it is of the same petal.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="step">The step.</param>
    /// <param name="test">The test.</param>
    public QaAddress To(CameraId camera, string step, string test) =>
        Of(camera) with
        {
            Step = step,
            Test = test,
            Metric = string.Empty,
            Against = string.Empty,
            Part = test == Test ? Part : string.Empty,
        };

    /// <summary>The same of another camera; the fiber stays as long as it is of the same petal.</summary>
    /// <param name="camera">The camera.</param>
    public QaAddress Of(CameraId camera) =>
        this with
        {
            Camera = camera,
            Fiber = Fiber is { } fiber && new FiberId(fiber).Petal == camera.Spectrograph ? Fiber : null,
        };

    /// <summary>The same place of another process.</summary>
    /// <param name="processId">Its number.</param>
    public QaAddress In(long processId) => this with { Process = Of(processId).Process, Fiber = null };

    /// <summary>The address, relative to the root.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"qa/{Uri.EscapeDataString(Process)}");
        if (Step.Length > 0)
        {
            text.Append('/').Append(Uri.EscapeDataString(Step));
            if (Metric.Length > 0)
            {
                text.Append("/metric/").Append(Uri.EscapeDataString(Metric));
            }
            else if (Test.Length > 0)
            {
                text.Append('/').Append(Uri.EscapeDataString(Test));
            }
        }

        var mark = '?';
        Add("camera", Camera?.ToString());
        Add("fiber", Fiber?.ToString(CultureInfo.InvariantCulture));
        Add("part", Part);
        Add("against", Against);
        return text.ToString();

        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(mark).Append(key).Append('=').Append(Uri.EscapeDataString(value));
                mark = '&';
            }
        }
    }

    private static string WordOf(ProcessSnapshot process, string stage, string statusKey, MappingSet mappings) =>
        MappingOf(process, mappings)
            ?.Stages.FirstOrDefault(each => each.Name == stage)
            ?.Tests.FirstOrDefault(test => test.StatusKey == statusKey)
            ?.Name
        ?? WordOf(statusKey);
}
