using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>What a view of the focal plane is asked to show, as its address says it. What cannot be read in an address is as if it were not there.</summary>
public sealed record PlaneOrder
{
    private const int LongestKey = 60;
    private const string Goodness = "GOOD_FIBERS";

    /// <summary>The view.</summary>
    public required PlaneKind Kind { get; init; }

    /// <summary>The arm.</summary>
    public Arm Arm { get; init; } = Arm.R;

    /// <summary>Of two values the one that is drawn: <c>x</c> or <c>w</c>; of a metric of several rows, its name; empty for the only one.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>Key of a metric that is drawn in place of good and bad; empty for those.</summary>
    public string Metric { get; init; } = string.Empty;

    /// <summary>The chosen fiber; null for none.</summary>
    public FiberId? Fiber { get; init; }

    /// <summary>True for good and bad fibers.</summary>
    public bool IsGoodness => Kind == PlaneKind.Fibers && Metric.Length == 0;

    /// <summary>Position of the part among the elements of its test.</summary>
    public int Element => Part == "w" ? 1 : 0;

    /// <summary>Unit of what is drawn; empty when it has none or nobody knows.</summary>
    public string Unit => Kind == PlaneKind.Focus ? "px" : string.Empty;

    /// <summary>What a value is called.</summary>
    public string ValueName =>
        Kind switch
        {
            PlaneKind.Focus => $"{Part.ToUpperInvariant()} sigma",
            PlaneKind.Snr => "SNR residual",
            _ => Part.Length == 0 ? Metric : $"{Metric} {Part}",
        };

    /// <summary>Name of the page in addresses.</summary>
    public string Page =>
        Kind switch
        {
            PlaneKind.Focus => "focus",
            PlaneKind.Snr => "snr",
            _ => "fibers",
        };

    /// <summary>Reads an address.</summary>
    /// <param name="kind">The page.</param>
    /// <param name="arm">A letter.</param>
    /// <param name="part">A part.</param>
    /// <param name="metric">A key of a metric.</param>
    /// <param name="fiber">A fiber's number.</param>
    public static PlaneOrder Read(PlaneKind kind, string? arm, string? part, string? metric, string? fiber)
    {
        var isKey =
            metric is { Length: > 0 and <= LongestKey } && metric.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        var key = kind == PlaneKind.Fibers && isKey && metric != Goodness ? metric! : string.Empty;
        return new PlaneOrder
        {
            Kind = kind,
            Arm = arm is [var letter] && Arms.Parse(letter).TryGet(out var chosen, out _) ? chosen : Arm.R,
            Part = kind switch
            {
                PlaneKind.Focus => part is "x" or "X" ? "x" : "w",
                PlaneKind.Fibers when key.Length > 0 && part is { Length: <= 20 } => part.ToLowerInvariant(),
                _ => string.Empty,
            },
            Metric = key,
            Fiber = FiberId.Parse(fiber).TryGet(out var id, out _) ? id : null,
        };
    }

    /// <summary>The address of this view.</summary>
    /// <param name="processId">The process.</param>
    public string Href(long processId)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{Page}/{processId}?arm={Arm.Letter()}");
        address += Part.Length > 0 ? $"&part={Uri.EscapeDataString(Part)}" : string.Empty;
        address += Metric.Length > 0 ? $"&metric={Uri.EscapeDataString(Metric)}" : string.Empty;
        return Fiber is { } fiber ? $"{address}&fiber={fiber}" : address;
    }

    /// <summary>The task in which a document has the metric; the first one that has it.</summary>
    /// <param name="document">The document.</param>
    public string StageIn(MergedQa document) => StageIn(document, Metric) ?? "CHECK_FIBERS";

    /// <summary>Metrics by fiber that some documents have, by name.</summary>
    /// <param name="documents">The documents.</param>
    public static ImmutableArray<string> MetricsOf(IEnumerable<KeyValuePair<CameraId, MergedQa>> documents) =>
        [
            .. documents
                .SelectMany(pair => StoredMetrics.Of(pair.Value, pair.Key))
                .Where(metric => metric.IsByFiber && metric.Stage != FiberJoin.GeneralInfo && metric.Key is not (Goodness or "RA" or "DEC"))
                .Select(metric => metric.Key)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static string? StageIn(MergedQa document, string metric) =>
        document.Stages.FirstOrDefault(stage => document.NodeOf(stage, metric) is not null);
}
