using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Survey;

/// <summary>A program and the nights in which it was observed.</summary>
/// <param name="Program">As the header writes it, lower case; empty when it does not say.</param>
/// <param name="First">The first night of a science exposure.</param>
/// <param name="Last">The last one.</param>
public sealed record ProgramNights(string Program, Night First, Night Last);
