using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.QualityTests.Readings;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Plots;

/// <summary>What the figures of a test are made from.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Document">Its merged document.</param>
/// <param name="Reading">The test.</param>
/// <param name="Fibers">Where its fibers were pointed; may be empty, then the document's own places are used.</param>
/// <param name="Defects">What is known to be broken.</param>
public sealed record FigureSubject(CameraId Camera, MergedQa Document, TestReading Reading, FiberField Fibers, KnownDefects Defects);
