using QuickLook.Core.Benchmarks;
using QuickLook.Core.Pipeline.Engines;

namespace QuickLook.Web.Commands;

/// <summary>How this executable starts itself.</summary>
internal static class ThisProgram
{
    /// <summary>The command for one camera in a process of its own.</summary>
    public static NativeCommand RunCamera
    {
        get
        {
            var program = ProgramCommand.Again(Environment.ProcessPath, typeof(ThisProgram).Assembly.Location);
            return new NativeCommand(program.File, [.. program.Arguments, RunCameraVerb.Name]);
        }
    }
}
