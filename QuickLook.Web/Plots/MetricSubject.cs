using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Plots;

/// <summary>What figures of a metric are made from that nobody wrote a page for.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Document">Its merged document.</param>
/// <param name="Fibers">Where its fibers were pointed; may be empty.</param>
/// <param name="Defects">What is known to be broken.</param>
public sealed record MetricSubject(CameraId Camera, MergedQa Document, FiberField Fibers, KnownDefects Defects);
