// @ts-nocheck
/**
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type Problem = {
    /** urn:duban:problem:<code> */
    "type": string;
    title: string;
    status: number;
    /** 不变的代码，程序据此判断 */
    code: string;
    /** 给人看的一句话：出了什么事，怎么办 */
    detail: string;
    /** 逐项的错误 */
    errors?: {
        at: string;
        says: string;
    }[];
};
export type Me = {
    person: {
        id: number;
        name: string;
    };
    login: string;
    admin: boolean;
    /** 有哪几种工作台，第一个先打开；由岗位得出 */
    roles: ("coordinator" | "supervisor" | "verifier" | "unit" | "admin")[];
    posts: {
        unitId: number;
        unit: string;
        role: string;
        roleName: string;
    }[];
    /** 须先设置自己的密码 */
    mustChange: boolean;
    hasPassword: boolean;
    /** 改密码时要不要原密码；由登录链接进来的不要 */
    asksOldPassword: boolean;
    /** 日期（北京时间） */
    today: string;
    timeZone: "Asia/Shanghai";
};
export type Session = {
    id: number;
    current: boolean;
    /** 浏览器自称 */
    agent: string;
    byLink: boolean;
    /** 时刻（UTC） */
    createdAt: string;
    /** 时刻（UTC） */
    seenAt: string;
    /** 时刻（UTC） */
    expiresAt: string;
};
export type Plan = {
    id: number;
    title: string;
    documentNumber: string | null;
    /** 本方 */
    home: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    superviseFrom: string | null;
    /** 逐年执行 */
    openEnded: boolean;
    pausedOn: string | null;
    endedOn: string | null;
    /** 时刻（UTC） */
    importedAt: string;
    launchedAt: string | null;
    /** 协调员所在的单位 */
    officeId: number | null;
    office: string | null;
    /** 任务数，不含不作任务的 */
    tasks: number;
    /** 本人看得到的事项，各种灯有几项 */
    lights: {
        red: number;
        yellow: number;
        green: number;
        grey: number;
        done: number;
    };
};
export type PlanDetails = {
    id: number;
    title: string;
    documentNumber: string | null;
    /** 本方 */
    home: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    superviseFrom: string | null;
    /** 逐年执行 */
    openEnded: boolean;
    pausedOn: string | null;
    endedOn: string | null;
    /** 时刻（UTC） */
    importedAt: string;
    launchedAt: string | null;
    /** 协调员所在的单位 */
    officeId: number | null;
    office: string | null;
    /** 任务数，不含不作任务的 */
    tasks: number;
    /** 本人看得到的事项，各种灯有几项 */
    lights: {
        red: number;
        yellow: number;
        green: number;
        grey: number;
        done: number;
    };
    fileName: string;
    sides: {
        name: string;
        home: boolean;
        mode: "supervised" | "liaison";
        office: string | null;
    }[];
    review: {
        tasks: number;
        reviewed: number;
        dismissed: number;
        undated: number;
    };
};
export type Import = {
    id: string;
    fileName: string;
    /** 正在读取、正在找任务、等待指明本方、等待确认内部资料、已成草稿、不能导入、处理中断须重新上传 */
    stage: "reading" | "finding" | "asking" | "internal" | "ready" | "refused" | "lost";
    /** 不能导入的原因 */
    why: string | null;
    found: {
        title: string;
        /** 文件写明的各方；空：没有写明，本方由人填写 */
        sides: string[];
        /** 多半是本方的一方 */
        likely: string | null;
        tasks: number;
        clauses: number;
    } | null;
    planId: number | null;
    /** 这份文件先前已经导入 */
    existed: boolean;
};
export type ReviewTask = {
    key: string;
    /** 附表里的序号 */
    "number": string | null;
    /** 改过几次；修改时带上，别人改过同一处的不会被覆盖 */
    revision: number;
    quote: string;
    title: string;
    section: string | null;
    line: number;
    start: number;
    end: number;
    page: number | null;
    /** 正文里对同一任务的表述 */
    alsoInBody: string | null;
    bodyStart: number | null;
    lead: string[];
    support: string[];
    actor: string | null;
    /** 建议单位 */
    candidates: {
        unit: string;
        why: string;
    }[];
    force: "firm" | "soft" | "advice";
    distribution: "joint" | "each";
    tracking: "deadline" | "return" | "record";
    verification: "auto" | "office" | "leader";
    weighty: boolean;
    deadline: {
        text: string | null;
        kind: "once" | "recurring" | "window" | "none";
        due: string[];
        /** 取自全文的总时限 */
        inherited: boolean;
        /** 没有写明，按计划期末 */
        assumed: boolean;
    };
    /** 时限怎样读、还可能怎样读 */
    card: {
        /** 读作 */
        meaning: string;
        /** 前六个日期 */
        dates: string[];
        /** 一共几个日期 */
        count: number;
        text: string;
        others: {
            /** 读作 */
            meaning: string;
            /** 前六个日期 */
            dates: string[];
            /** 一共几个日期 */
            count: number;
        }[];
    } | null;
    counts: string[];
    milestones: string[];
    evidence: string[];
    delivery: string | null;
    reporting: string | null;
    issues: {
        where: string;
        expected: string;
        found: string;
    }[];
    reviewed: boolean;
    dismissed: string | null;
    changedBy: string | null;
    changedAt: string | null;
};
export type ReviewClause = {
    /** 第几句，从 0 起 */
    at: number;
    line: number;
    text: string;
    start: number;
    end: number;
    "as": "task" | "rule" | "part" | "dismissed";
    /** 已由人看过 */
    settled: boolean;
    task: string | null;
    /** 不作任务的理由 */
    reason: string | null;
};
export type Review = {
    /** 看到了第几个修改；修改时带上，答复含此后的全部变化 */
    version: number;
    tasks: ReviewTask[];
    gone: string[];
    clauses: ReviewClause[];
    coverage: {
        clauses: number;
        tasks: number;
        rules: number;
        parts: number;
        dismissed: number;
        settled: number;
        beside: {
            tasks: number;
            settled: number;
        };
        percent: number;
    };
    names: {
        total: number;
        unsettled: number;
    };
    /** 本人最近的修改，可以撤销 */
    undo: {
        id: number;
        kind: string;
    } | null;
    redo: {
        id: number;
        kind: string;
    } | null;
    /** 十分钟内也改过的人 */
    others: {
        name: string;
        /** 时刻（UTC） */
        at: string;
    }[];
    plan: {
        id: number;
        title: string;
        documentNumber: string | null;
        fileName: string;
        home: string;
        state: "draft" | "launching" | "running" | "paused" | "ended";
        /** 日期（北京时间） */
        periodFrom: string;
        /** 日期（北京时间） */
        periodTo: string;
    };
    mayEdit: boolean;
    /** 全文；各处位置是其中的字符序号 */
    text: string;
    blocks: {
        kind: "title" | "paragraph" | "heading" | "item" | "row";
        start: number;
        end: number;
        level?: number;
        table?: number;
        cells?: {
            start: number;
            end: number;
            rows: number;
            columns: number;
        }[];
    }[];
    issues: {
        where: string;
        expected: string;
        found: string;
    }[];
    conflicts: {
        question: string;
        choices: string[];
        tasks: string[];
        says: {
            text: string;
            start: number;
            end: number;
        }[];
    }[];
};
export type ReviewPatch = {
    /** 看到了第几个修改；修改时带上，答复含此后的全部变化 */
    version: number;
    tasks: ReviewTask[];
    gone: string[];
    clauses: ReviewClause[];
    coverage: {
        clauses: number;
        tasks: number;
        rules: number;
        parts: number;
        dismissed: number;
        settled: number;
        beside: {
            tasks: number;
            settled: number;
        };
        percent: number;
    };
    names: {
        total: number;
        unsettled: number;
    };
    /** 本人最近的修改，可以撤销 */
    undo: {
        id: number;
        kind: string;
    } | null;
    redo: {
        id: number;
        kind: string;
    } | null;
    /** 十分钟内也改过的人 */
    others: {
        name: string;
        /** 时刻（UTC） */
        at: string;
    }[];
};
export type ReviewEditInputInput = {
    /** 看到的 version；答复含此后的全部变化 */
    seen: number;
    command: {
        kind: "change";
        task: string;
        revision: number;
        changes: {
            title?: string;
            lead?: string[];
            support?: string[];
            /** 按时限的文字（choice 选第几种读法）、按日期，或没有 */
            deadline?: {
                words: string;
                choice?: number;
            } | {
                dates: string[];
                kind: "once" | "recurring" | "window";
            } | {
                none: true;
            };
            /** 形如 不少于2次/年 */
            counts?: string[];
            /** 形如 2024-07-15 完成选址（建议） */
            milestones?: string[];
            evidence?: string[];
            force?: "firm" | "soft" | "advice";
            distribution?: "joint" | "each";
            tracking?: "deadline" | "return" | "record";
            verification?: "auto" | "office" | "leader";
            weighty?: boolean;
        };
        /** 同时标为已审 */
        review?: boolean;
    } | {
        kind: "review";
        task: string;
        revision: number;
    } | {
        kind: "unreview";
        task: string;
        revision: number;
    } | {
        kind: "restore";
        task: string;
        revision: number;
    } | {
        kind: "dismiss";
        task: string;
        revision: number;
        reason: string;
    } | {
        kind: "split";
        task: string;
        revision: number;
        at: number;
    } | {
        kind: "merge";
        task: string;
        revision: number;
        others: {
            task: string;
            revision: number;
        }[];
    } | {
        kind: "make-task";
        clause: number;
    } | {
        kind: "dismiss-clause";
        clause: number;
        reason: string;
    } | {
        kind: "see-clauses";
        clauses: number[];
    };
};
export type ReadingPreview = {
    card: {
        /** 读作 */
        meaning: string;
        /** 前六个日期 */
        dates: string[];
        /** 一共几个日期 */
        count: number;
        /** 读出的文字 */
        text: string;
        /** 没有读到的文字 */
        unread: string;
        others: {
            /** 读作 */
            meaning: string;
            /** 前六个日期 */
            dates: string[];
            /** 一共几个日期 */
            count: number;
        }[];
    } | null;
    /** 读不出时，哪里不对、应当怎样写 */
    fault: string | null;
};
export type PlanNames = {
    title: string;
    mayEdit: boolean;
    names: {
        /** 方案里的写法 */
        written: string;
        settled: ("exact" | "alias" | "person" | "left-out") | null;
        /** 不纳入的理由 */
        reason: string | null;
        units: string[];
        /** 几项任务里有它 */
        tasks: number;
        proposals: {
            units: string[];
            reason: string;
        }[];
    }[];
    /** 通讯录里的单位 */
    units: string[];
};
export type NameDecisionInput = {
    written: string;
    /** 作决定时看到的；别人已改的不会被覆盖 */
    seen: {
        units: string[];
        reason: string | null;
    };
    units: string[];
} | {
    written: string;
    /** 作决定时看到的；别人已改的不会被覆盖 */
    seen: {
        units: string[];
        reason: string | null;
    };
    leaveOut: string;
};
export type LedgerRow = {
    /** 事项编号；用在地址里时须编码（encodeURIComponent） */
    id: string;
    planId: number;
    taskId: number;
    /** 序号 */
    "number": string;
    title: string;
    /** 报告期，例如 3月份 */
    reportingPeriod: string | null;
    unitId: number;
    /** 责任单位 */
    unit: string;
    dueOn: string | null;
    originalDueOn: string | null;
    /** 时限落在休息日时，之前最后一个工作日 */
    practicalDueOn: string | null;
    /** 所在年份的放假安排还没有公布 */
    provisional: boolean;
    light: "red" | "yellow" | "green" | "grey" | "done";
    lightName: string;
    state: "scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled";
    stateName: string;
    /** 逾期的工作日；没有逾期为 0 */
    daysLate: number;
    /** 还有几天，已过为负；没有时限、已报办结或已结束为空 */
    daysLeft: number | null;
    completedOn: string | null;
    endedOn: string | null;
    /** 申请延至哪一天，还没有答复 */
    extensionUntil: string | null;
    /** 单位退回任务，还没有答复 */
    declinedOn: string | null;
    pausedOn: string | null;
    promisedOn: string | null;
    /** 时限在等什么 */
    waiting: string | null;
    /** 需对方协调 */
    liaison: boolean;
    /** 督办开始前已到期，只列出 */
    beforeStart: boolean;
    /** 数量要求 */
    tally: {
        target: number;
        sum: number;
        unit: string | null;
    } | null;
    /** 最近一次办理 */
    lastAct: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        words: string;
        person: string | null;
        unit: string | null;
        door: string;
    } | null;
};
export type LedgerPage = {
    rows: LedgerRow[];
    page: number;
    size: number;
    /** 共几行，至多数到 10000 */
    total: number;
    /** 比 total 还多 */
    more: boolean;
    /** 日期（北京时间） */
    today: string;
};
export type Board = {
    /** 日期（北京时间） */
    today: string;
    figures: {
        name: string;
        label: string;
        count: number;
        /** 台账里数出它的那些行：/ledger?… */
        query: string;
    }[];
    /** 各单位各月的灯 */
    cells: {
        unitId: number;
        unit: string;
        /** YYYY-MM；没有时限为空 */
        month: string | null;
        light: "red" | "yellow" | "green" | "grey" | "done";
        lightName: string;
        count: number;
        query: string;
    }[];
};
export type ToldMessage = {
    id: number;
    channel: "mail" | "sms" | "chat";
    reader: string | null;
    /** 怎样发出、送达没有 */
    steps: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        words: string;
        /** 服务器的原话，只给办公室看 */
        server: string | null;
    }[];
};
export type Moment = {
    /** 日期（北京时间） */
    day: string;
    /** 例如 到期提醒（最后一次） */
    what: string;
    /** 依据哪条规则 */
    rule: string;
    /** 只按规则数，应在哪一天 */
    nominal: string;
    /** 为什么改到这一天 */
    reasons: string[];
    outcome: "told" | "waits" | "not-told" | "to-come";
    outcomeName: string;
    told: {
        audience: string;
        unit: string | null;
        outcome: string;
        lines: string[];
        messages: ToldMessage[];
    }[];
};
export type EvidenceFile = {
    id: string;
    name: string;
    mediaType: string;
    size: number;
};
export type LedgerEvent = {
    /** 台账里的次序；0：启动之前的变更 */
    seq: number;
    /** 时刻（UTC） */
    at: string;
    kind: string;
    words: string;
    door: string;
    person: string | null;
    /** 在单位设备上自称的姓名 */
    user: string | null;
    unit: string | null;
    text: string | null;
    files: EvidenceFile[];
};
export type Occurrence = {
    row: LedgerRow;
    clause: {
        planTitle: string;
        documentNumber: string | null;
        section: string | null;
        /** 原文 */
        quote: string;
        /** 写明时限的字 */
        words: string | null;
        /** 怎样理解 */
        meaning: string | null;
        /** 同上，逐行的话 */
        lines: string[];
    };
    parties: {
        unitId: number;
        unit: string;
        role: "answering" | "participant" | "counterpart";
        /** 方案里怎么称呼 */
        written: string;
    }[];
    /** 督办该事项的办公室 */
    office: string | null;
    /** 本人现在可以办理的 */
    offered: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        name: string;
        "as": "office" | "behalf" | "unit";
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
    }[];
    /** 提醒、催办和上报：已经到的和还没到的 */
    moments: Moment[];
    /** 经过，新的在后 */
    events: LedgerEvent[];
};
export type CommandInput = {
    kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
    /** 理由或内容，记入台账 */
    text?: string;
    /** decide-extension：同意或不同意 */
    approve?: boolean;
    /** 延至、限期整改、预计完成的日期 */
    until?: string;
    /** 事件、填报数量、收件是哪一天 */
    on?: string;
    amount?: number;
    outOf?: number;
    /** 改交哪个单位；请哪个单位配合 */
    toUnitId?: number;
    /** hand-on：转交给谁 */
    colleague?: {
        name: string;
        phone?: string;
        email?: string;
    };
    /** 怎样告知的 */
    source?: "telephone" | "wechat" | "paper" | "oa" | "mail" | "sms";
    /** 代单位填报：是哪个单位（有几个时）、谁告知的 */
    behalf?: {
        unitId?: number;
        informant?: string;
    };
    /** 先上传的佐证材料 */
    fileIds?: string[];
    /** close：抽查过的 */
    sampled?: boolean;
};
export type CommandTaken = {
    /** 台账里的次序 */
    seq: number;
    state: "scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled";
    stateName: string;
};
export type KeptFile = {
    /** 办理时写进 fileIds */
    id: string;
    name: string;
    size: number;
};
export type ApiToken = {
    id: number;
    name: string;
    /** 以哪个账号的身份 */
    login: string;
    person: string;
    scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
    /** 时刻（UTC） */
    createdAt: string;
    /** 时刻（UTC） */
    expiresAt: string;
    usedAt: string | null;
};
/**
 * 登录；浏览器得到 Cookie
 */
export function logIn({ body }: {
    body: {
        /** 登录名，不分大小写 */
        login: string;
        password: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** 须先设置自己的密码 */
            mustChange: boolean;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/session", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 退出登录；没有登录时也是成功
 */
export function logOut(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/session", {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 用一次性登录链接登录；链接用过即失效
 */
export function enterByLink({ token }: {
    token: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** 须先设置自己的密码 */
            mustChange: boolean;
        };
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/login-links/${encodeURIComponent(token)}`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 本人：姓名、岗位、有哪几种工作台
 */
export function getMe(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Me;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me", {
        ...opts
    }));
}
/**
 * 设置或更改密码；其他地方的登录随之退出
 */
export function setPassword({ body }: {
    body: {
        /** 原密码；由登录链接进来的不用填 */
        old?: string;
        /** 新密码，至少 10 个字符 */
        "new": string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me/password", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 本人现在登录着的浏览器
 */
export function listSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Session[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me/sessions", {
        ...opts
    }));
}
/**
 * 让一个浏览器退出登录
 */
export function endSession({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/me/sessions/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 本人看得到的方案，新的在前
 */
export function listPlans(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Plan[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/plans", {
        ...opts
    }));
}
/**
 * 一个方案
 */
export function getPlan({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanDetails;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 导入方案文件（multipart，字段 id、officeId、internal 在前，file 在后，请求头 x-duban: 1）；读取在后台进行
 */
export function importDocument({ body }: {
    body: {
        id: string;
        officeId?: string;
        internal?: "true";
        file: Blob;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: Import;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/imports", oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 导入到了哪一步
 */
export function getImport({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Import;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/imports/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 指明哪一方是本方，存为草稿
 */
export function chooseHome({ id, body }: {
    id: string;
    body: {
        home: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Import;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/imports/${encodeURIComponent(id)}/home`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 审核：原文、任务、每句话的去向、疑点
 */
export function getReview({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Review;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review`, {
        ...opts
    }));
}
/**
 * 审核：某个 version 以后的变化
 */
export function getReviewSince({ id, version }: {
    id: number;
    version: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReviewPatch;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/since/${encodeURIComponent(version)}`, {
        ...opts
    }));
}
/**
 * 改正、确认、不作任务、拆分、合并、由句子生成任务；同一 Idempotency-Key 只办一次
 */
export function editReview({ id, idempotencyKey, reviewEditInputInput }: {
    id: number;
    idempotencyKey?: string;
    reviewEditInputInput: ReviewEditInputInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReviewPatch;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/edits`, oazapfts.json({
        ...opts,
        method: "POST",
        body: reviewEditInputInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 撤销本人的一个修改，或重做
 */
export function turnReviewEdit({ id, edit, turn, body }: {
    id: number;
    edit: number;
    turn: "undo" | "redo";
    body: {
        /** 看到的 version；答复含此后的全部变化 */
        seen: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReviewPatch;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/edits/${encodeURIComponent(edit)}/${encodeURIComponent(turn)}`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 时限的文字怎样读：读法、其他读法、方案期间的前六个日期
 */
export function readDeadline({ id, body }: {
    id: number;
    body: {
        words: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReadingPreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/reading`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 谁在什么时候改过一项任务的什么
 */
export function listTaskEdits({ id, task }: {
    id: number;
    task: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            id: number;
            /** 时刻（UTC） */
            at: string;
            by: string;
            kind: string;
            fields: string[];
            undone: boolean;
        }[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/tasks/${encodeURIComponent(task)}/edits`, {
        ...opts
    }));
}
/**
 * 方案里的单位名称，没有对应的在前，附建议
 */
export function listNames({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanNames;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/names`, {
        ...opts
    }));
}
/**
 * 确定一个名称指哪些单位（空：改为未对应），或不纳入
 */
export function decideName({ id, nameDecisionInput }: {
    id: number;
    nameDecisionInput: NameDecisionInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanNames;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/names`, oazapfts.json({
        ...opts,
        method: "POST",
        body: nameDecisionInput
    })));
}
/**
 * 台账，按页；只含本人看得到的
 */
export function listLedger({ plan, unit, state, light, dueFrom, dueTo, undated, mark, text, period, sort, page, size }: {
    plan?: number;
    unit?: number;
    state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
    dueFrom?: string;
    dueTo?: string;
    undated?: "true" | "false";
    mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
    text?: string;
    period?: string;
    sort?: "due" | "-due" | "plan" | "unit" | "late";
    page?: number;
    size?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LedgerPage;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/ledger${QS.query(QS.explode({
        plan,
        unit,
        state,
        light,
        due_from: dueFrom,
        due_to: dueTo,
        undated,
        mark,
        text,
        period,
        sort,
        page,
        size
    }))}`, {
        ...opts
    }));
}
/**
 * 看板：各项数字和各单位各月的灯，每个数字都写明数的是哪些行
 */
export function getBoard({ plan, unit }: {
    plan?: number;
    unit?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Board;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/board${QS.query(QS.explode({
        plan,
        unit
    }))}`, {
        ...opts
    }));
}
/**
 * 按同样条件导出 Excel 表，至多 20000 行
 */
export function exportLedger({ plan, unit, state, light, dueFrom, dueTo, undated, mark, text, period, sort }: {
    plan?: number;
    unit?: number;
    state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
    dueFrom?: string;
    dueTo?: string;
    undated?: "true" | "false";
    mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
    text?: string;
    period?: string;
    sort?: "due" | "-due" | "plan" | "unit" | "late";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/export/ledger.xlsx${QS.query(QS.explode({
        plan,
        unit,
        state,
        light,
        due_from: dueFrom,
        due_to: dueTo,
        undated,
        mark,
        text,
        period,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * 一个事项：原文、各方、提醒和回执、经过、现在可以办理什么
 */
export function getOccurrence({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Occurrence;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 办理：销号、退回、答复延期、批示、代填……；权限和规则与命令行、单位页面相同
 */
export function giveCommand({ id, idempotencyKey, commandInput }: {
    id: string;
    idempotencyKey?: string;
    commandInput: CommandInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CommandTaken;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}/commands`, oazapfts.json({
        ...opts,
        method: "POST",
        body: commandInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 上传佐证材料（multipart，字段名 files，请求头 x-duban: 1）；一次至多 9 个，每个至多 20 MB
 */
export function keepFiles({ body }: {
    body: {
        files: Blob[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: KeptFile[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/files", oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 佐证材料；inline=true 在页面里查看（图片、PDF）
 */
export function getFile({ inline, id }: {
    inline?: "true" | "false";
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/files/${encodeURIComponent(id)}${QS.query(QS.explode({
        inline
    }))}`, {
        ...opts
    }));
}
/**
 * 接口密钥，不含密钥本身
 */
export function listTokens(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiToken[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/tokens", {
        ...opts
    }));
}
/**
 * 新建接口密钥；密钥只在这一次答复里
 */
export function makeToken({ body }: {
    body: {
        /** 给哪个系统用 */
        name: string;
        /** 以哪个账号的身份；默认本人 */
        login?: string;
        scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
        /** 用到哪一天（含） */
        until: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            id: number;
            name: string;
            /** 以哪个账号的身份 */
            login: string;
            person: string;
            scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
            /** 时刻（UTC） */
            createdAt: string;
            /** 时刻（UTC） */
            expiresAt: string;
            usedAt: string | null;
            token: string;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/tokens", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 停用接口密钥
 */
export function revokeToken({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/tokens/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 实时变化（SSE）：changed 的 data 是 {"occurrenceIds": […]}，或 {"all": true}（全部重读）；review 的 data 是 {"planIds": […]}（正在审核的方案有改动）；只含本人看得到的
 */
export function followChanges(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/events", {
        ...opts
    }));
}
