using Microsoft.Extensions.Options;

namespace QuickLook.Core.Orchestration;

/// <summary>The options as validated at start, with full paths.</summary>
internal sealed class OrchestrationSettings
{
    /// <summary>Takes the options once; they do not change while the service runs.</summary>
    public OrchestrationSettings(IOptions<OrchestrationOptions> options)
    {
        Options = options.Value;
        RawRoot = Path.GetFullPath(Options.RawRoot);
        CalibrationRoot = Path.GetFullPath(Options.CalibrationRoot);
        OutputRoot = Directory.CreateDirectory(Options.OutputRoot).FullName;
    }

    /// <summary>The options.</summary>
    public OrchestrationOptions Options { get; }

    /// <summary>Full path of the raw-data root.</summary>
    public string RawRoot { get; }

    /// <summary>Full path of the calibration root.</summary>
    public string CalibrationRoot { get; }

    /// <summary>Full path of the output root.</summary>
    public string OutputRoot { get; }
}
