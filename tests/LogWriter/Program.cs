using Pmo.AuditLog;
using Pmo.LogWriter;
using Pmo.Testing.Faults;

// FILE WRITERS [POINT COUNT]: appends until it is killed, or kills itself when POINT is passed for the COUNTth time. On stdout, for each entry that was
// acknowledged, 'a ID', and for each checkpoint 'c NOTE' in base64.
var point = args.Length > 2 ? new MarkedPoint(args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture)) : null;
using var file = await FileLog.OpenAsync(args[0], TimeProvider.System);
ILogDatabase database = point is null ? file : new DyingDatabase(file, point);
using var log = new MerkleLog(database, TimeProvider.System);
await log.OpenAsync("test/log", new OpenGuard(), CancellationToken.None);
var say = new Lock();
var writers = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
await Task.WhenAll([.. Enumerable.Range(0, writers).Select(i => Task.Run(() => AppendAsync(i))), Task.Run(SealAsync)]);

async Task AppendAsync(int writer)
{
    while (true)
    {
        var now = AuditId.ToTheMillisecond(TimeProvider.System.GetUtcNow());
        var entry = new AuditEntry
        {
            Id = AuditId.New(now), At = now, Kind = AuditKind.Access, Decision = AuditDecision.Allow, Organisation = $"writer-{writer}", Operation = "check",
        };
        await log.AppendAsync(entry, CancellationToken.None);
        point?.Pass("acknowledge");
        Say($"a {entry.Id}");
    }
}

async Task SealAsync()
{
    while (true)
    {
        await log.SealAsync(CancellationToken.None);
        Say($"c {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(log.NewestNote!))}");
        await Task.Delay(5);
    }
}

void Say(string line)
{
    lock (say)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
